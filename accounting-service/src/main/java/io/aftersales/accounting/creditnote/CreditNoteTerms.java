package io.aftersales.accounting.creditnote;

import java.time.LocalDate;

/**
 * What a credit note says beside its lines.
 *
 * @param reasonCode of the company's list, or null
 * @param reason in words, or null
 * @param date accounting date
 */
record CreditNoteTerms(String reasonCode, String reason, LocalDate date) {}
