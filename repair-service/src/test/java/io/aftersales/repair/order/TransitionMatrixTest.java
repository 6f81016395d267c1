package io.aftersales.repair.order;

import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Requester;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every step from every state that an order can be in, as transition-matrix.csv says. */
class TransitionMatrixTest {

    private static final Stamp SOMEBODY = Stamp.of(new Requester("somebody", "Somebody"));
    private static final Refusal REFUSED = new Refusal("unknown-tax", "No such tax");

    @TestFactory
    Stream<DynamicTest> everyStepFromEveryStateDoesWhatTheMatrixSays() {
        return TransitionMatrix.rows().stream()
                .flatMap(row -> TransitionMatrix.STEPS.stream()
                        .map(step -> DynamicTest.dynamicTest(row + ": " + step, () -> {
                            RepairOrder order = orderIn(row);

                            assertThat(outcomeOf(order, step))
                                    .isEqualTo(row.outcomes().get(step));

                            if (!row.outcomes().get(step).contains("/")) {
                                assertThat(where(order))
                                        .as("a refused step changes nothing")
                                        .isEqualTo(where(orderIn(row)));
                            }
                        })));
    }

    @Test
    void aRefusalNamesTheState() {
        TransitionMatrix.rows()
                .forEach(row -> TransitionMatrix.STEPS.stream()
                        .filter(step -> !row.outcomes().get(step).contains("/"))
                        .forEach(step -> {
                            try {
                                take(orderIn(row), step);
                            } catch (RuleBroken refused) {
                                assertThat(refused.code().status()).isEqualTo(409);
                                assertThat(refused.getMessage())
                                        .contains("RO/00001")
                                        .contains("is " + row.state().words());
                            }
                        }));
    }

    @Test
    void aResetOrderHasNothingToDoWithItsInvoiceAnyMore() {
        TransitionMatrix.rows().stream()
                .filter(row -> row.state() == RepairState.CANCELLED)
                .map(TransitionMatrixTest::orderIn)
                .forEach(order -> {
                    order.reset();
                    assertThat(order.invoiceId()).isNull();
                    assertThat(order.invoiceAskId()).isNull();
                    assertThat(order.invoiceNumber()).isNull();
                });
    }

    private static String outcomeOf(RepairOrder order, String step) {
        try {
            take(order, step);
            return where(order);
        } catch (RuleBroken refused) {
            return refused.code().code();
        }
    }

    private static void take(RepairOrder order, String step) {
        switch (step) {
            case "confirm" -> order.confirm(SOMEBODY);
            case "start" -> order.start(SOMEBODY);
            case "finish" -> {
                order.refuseUnlessFinishable();
                order.finish(SOMEBODY);
            }
            case "invoice" -> order.askForInvoice();
            case "cancel" -> order.cancel(SOMEBODY);
            case "reset" -> order.reset();
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static String where(RepairOrder order) {
        return TransitionMatrix.written(order.state()) + "/" + TransitionMatrix.written(order.invoiceState());
    }

    /** An order that came there by the steps that lead there, and by what accounting told meanwhile. */
    private static RepairOrder orderIn(TransitionMatrix.Row row) {
        RepairOrder order = new RepairOrder("EUR", null, null, SOMEBODY);
        order.assignNumber("RO/00001");
        order.write(new RepairTerms(
                new RepairTerms.Subject(null, null, BigDecimal.ONE, null, null, row.method()),
                null,
                "Does not light",
                false,
                null,
                null,
                null,
                null,
                List.of(new PricedLine(
                        LineKind.OPERATION,
                        null,
                        "Look into it",
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        List.of(),
                        BigDecimal.ZERO))));
        if (row.state() == RepairState.DRAFT) {
            return order;
        }
        order.confirm(SOMEBODY);
        if (row.method() == InvoiceMethod.BEFORE) {
            beforehand(order, row);
        } else {
            afterwards(order, row);
        }
        assertThat(where(order))
                .isEqualTo(TransitionMatrix.written(row.state()) + "/" + TransitionMatrix.written(row.invoice()));
        return order;
    }

    private static void beforehand(RepairOrder order, TransitionMatrix.Row row) {
        boolean begun = row.state() == RepairState.UNDER_REPAIR || row.state() == RepairState.REPAIRED;
        if (begun) {
            invoice(order, InvoiceState.DRAFTED);
            order.start(SOMEBODY);
            if (row.invoice() == InvoiceState.POSTED) {
                order.invoiceIsPosted("INV/2026/00001");
            } else if (row.invoice() != InvoiceState.DRAFTED) {
                order.invoiceIsRefused(REFUSED);
                invoice(order, row.invoice() == InvoiceState.REJECTED ? null : row.invoice());
            }
            if (row.state() == RepairState.REPAIRED) {
                order.finish(SOMEBODY);
            }
        } else if (row.state() == RepairState.CANCELLED) {
            invoice(order, row.invoice() == InvoiceState.NOT_NEEDED ? null : row.invoice());
            order.cancel(SOMEBODY);
        } else {
            invoice(order, row.invoice() == InvoiceState.TO_INVOICE ? null : row.invoice());
        }
    }

    private static void afterwards(RepairOrder order, TransitionMatrix.Row row) {
        if (row.state() == RepairState.UNDER_REPAIR || row.state() == RepairState.REPAIRED) {
            order.start(SOMEBODY);
        }
        if (row.state() == RepairState.REPAIRED) {
            order.finish(SOMEBODY);
            boolean asked = row.invoice() != InvoiceState.TO_INVOICE && row.invoice() != InvoiceState.NOT_NEEDED;
            invoice(order, asked ? row.invoice() : null);
        }
        if (row.state() == RepairState.CANCELLED) {
            order.cancel(SOMEBODY);
        }
    }

    /** @param until null asks for nothing */
    private static void invoice(RepairOrder order, InvoiceState until) {
        if (until == null) {
            return;
        }
        order.askForInvoice();
        switch (until) {
            case DRAFTED -> {
                order.hearOfInvoice(UUID.randomUUID(), 1);
                order.invoiceIsDrafted();
            }
            case POSTED -> {
                order.hearOfInvoice(UUID.randomUUID(), 2);
                order.invoiceIsPosted("INV/2026/00001");
            }
            case REJECTED -> order.invoiceIsRefused(REFUSED);
            default -> assertThat(until).isEqualTo(InvoiceState.REQUESTED);
        }
    }
}
