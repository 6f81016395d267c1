package io.aftersales.repair.order;

import io.aftersales.repair.workshop.Database;
import io.aftersales.repair.workshop.Workshop;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database refuses by itself, whatever the service would do. */
@QuarkusTest
@WithInfrastructure
class GuardedByDatabaseIT {

    @Test
    void anOrderIsOnlyInStatesThatTheMatrixHas() {
        UUID order = Workshop.order("none");
        Set<String> possible = TransitionMatrix.rows().stream()
                .map(row -> row.method() + " " + row.state() + " " + row.invoice())
                .collect(Collectors.toSet());

        Set<String> accepted = Arrays.stream(InvoiceMethod.values())
                .flatMap(method -> Arrays.stream(RepairState.values())
                        .flatMap(state -> Arrays.stream(InvoiceState.values())
                                .filter(invoice -> Database.refusalOf(copy(order, method, state, invoice)) == null)
                                .map(invoice -> method + " " + state + " " + invoice)))
                .collect(Collectors.toSet());

        // An order that was invoiced before, and begun, may have been cancelled: those rows are the same for both
        // methods.
        Set<String> cancelledAfterwards = Set.of("AFTER CANCELLED DRAFTED", "AFTER CANCELLED POSTED");
        assertThat(accepted.stream().filter(combination -> !cancelledAfterwards.contains(combination)))
                .containsExactlyInAnyOrderElementsOf(possible);
    }

    @Test
    void anOrderOnlyGoesTheWaysThatThereAre() {
        UUID order = Workshop.order("none");
        Set<String> ways = Set.of(
                "DRAFT CONFIRMED",
                "CONFIRMED UNDER_REPAIR",
                "UNDER_REPAIR REPAIRED",
                "DRAFT CANCELLED",
                "CONFIRMED CANCELLED",
                "UNDER_REPAIR CANCELLED",
                "CANCELLED DRAFT");

        Set<String> gone = Arrays.stream(RepairState.values())
                .flatMap(from -> Stream.of(RepairState.values())
                        .filter(to -> to != from)
                        .filter(to -> Database.refusalOf(
                                        copyOf(order, "copy", "state = '%s'".formatted(from)),
                                        "update repair_order set state = '%s' where number = 'copy'".formatted(to))
                                == null)
                        .map(to -> from + " " + to))
                .collect(Collectors.toSet());

        assertThat(gone).isEqualTo(ways);
    }

    @Test
    void anOrderThatIsInvoicedBeforeIsNotBegunWithoutItsInvoice() {
        UUID order = Workshop.order("before");
        Workshop.move(order, "confirm").statusCode(200);

        assertThat(Database.refusalOf(
                        "update repair_order set state = 'UNDER_REPAIR' where id = '%s'".formatted(order)))
                .contains("invoiced before");
    }

    @Test
    void whatIsRepairedIsFixedAfterTheDraft() {
        UUID order = Workshop.order("none");
        String change = "update repair_order set quantity = 2 where id = '%s'".formatted(order);
        assertThat(Database.refusalOf(change)).isNull();
        Workshop.move(order, "confirm").statusCode(200);

        assertThat(Database.refusalOf(change)).contains("no draft any more");
    }

    @Test
    void linesAreFixedOnceTheInvoiceIsAskedFor() {
        UUID order = Workshop.order("before");
        String change = "update repair_line set unit_price = 1 where order_id = '%s'".formatted(order);
        assertThat(Database.refusalOf(change)).isNull();
        Workshop.move(order, "confirm").statusCode(200);
        Workshop.move(order, "invoice").statusCode(200);

        assertThat(Database.refusalOf(change)).contains("lines are fixed");
        assertThat(Database.refusalOf("delete from repair_line where order_id = '%s'".formatted(order)))
                .contains("lines are fixed");
    }

    @Test
    void aPostedInvoiceStaysPosted() {
        UUID order = Workshop.order("before");

        assertThat(Database.refusalOf(
                        copy(order, InvoiceMethod.BEFORE, RepairState.CONFIRMED, InvoiceState.POSTED),
                        "update repair_order set invoice_state = 'DRAFTED' where number = 'copy'"))
                .contains("does not go from POSTED to DRAFTED");
    }

    private static String copy(UUID order, InvoiceMethod method, RepairState state, InvoiceState invoice) {
        String linked = invoice == InvoiceState.DRAFTED || invoice == InvoiceState.POSTED ? "id" : "cast(null as uuid)";
        String asked = invoice == InvoiceState.REQUESTED || !linked.startsWith("cast") ? "id" : "cast(null as uuid)";
        return copyOf(
                order,
                "copy",
                "invoice_method = '%s', state = '%s', invoice_state = '%s', invoice_id = %s, invoice_ask_id = %s"
                                .formatted(method, state, invoice, linked, asked)
                        + ", invoice_attempt = 1, invoice_refusal_code = 'code'");
    }

    /** Inserts a copy of an order with some columns set otherwise. */
    private static String copyOf(UUID order, String number, String changes) {
        String set = "number = '%s', id = gen_random_uuid(), repaired_at = now(), cancelled_at = now(), %s"
                .formatted(number, changes);
        return """
                do $$
                declare
                    copy repair_order;
                begin
                    select * into copy from repair_order where id = '%s';
                    %s
                    insert into repair_order select copy.*;
                end $$""".formatted(
                        order,
                        Arrays.stream(set.split(", "))
                                .map(change -> "copy."
                                        + change.replaceFirst(" = ", " := ").replace(":= id", ":= copy.id") + ";")
                                .collect(Collectors.joining("\n")));
    }
}
