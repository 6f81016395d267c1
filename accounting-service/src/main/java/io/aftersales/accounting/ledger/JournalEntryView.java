package io.aftersales.accounting.ledger;

import io.aftersales.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A journal entry as the API shows it. */
@Schema(name = "JournalEntry")
public record JournalEntryView(
        UUID id,
        JournalEntry.Kind kind,

        @Schema(description = "The invoice, credit note, payment, payout or allocation")
        UUID documentId,

        UUID customerId,

        @Schema(description = "Number of the document; of the invoice for a payment or an allocation")
        String reference,

        LocalDate date,
        Instant postedAt,
        List<Item> items) {

    /** One side: debit or credit. */
    @Schema(name = "JournalItem")
    public record Item(
            Account account,

            @Schema(description = "Whose receivable it is; absent for the other accounts")
            UUID customerId,

            Money debit,
            Money credit) {

        static Item of(JournalItem item, String currency) {
            return new Item(
                    item.account(),
                    item.customerId(),
                    item.debit().signum() == 0 ? null : Money.of(item.debit(), currency),
                    item.credit().signum() == 0 ? null : Money.of(item.credit(), currency));
        }
    }

    static JournalEntryView of(JournalEntry entry) {
        return new JournalEntryView(
                entry.id(),
                entry.kind(),
                entry.documentId(),
                entry.customerId(),
                entry.reference(),
                entry.date(),
                entry.postedAt(),
                entry.items().stream()
                        .map(item -> Item.of(item, entry.currency()))
                        .toList());
    }
}
