package io.aftersales.accounting;

import io.aftersales.platform.problem.ProblemCode;

/** The rules of accounting that a request or a {@code reverse-invoice} may break. */
public enum AccountingProblem implements ProblemCode {
    UNKNOWN_CUSTOMER("unknown-customer", 422, "No such customer is known here"),
    UNKNOWN_COMPANY("unknown-company", 422, "The company's currency and time zone are not known here yet"),
    UNKNOWN_TAX("unknown-tax", 422, "There is no such active tax"),
    UNKNOWN_REASON_CODE(
            "unknown-reason-code", 422, "The company's list of credit note reasons has no such active code"),
    UNKNOWN_INVOICE("unknown-invoice", 422, "There is no such invoice"),
    UNKNOWN_INVOICE_LINE("unknown-invoice-line", 422, "The invoice has no such line"),
    DUPLICATE_INVOICE_LINE("duplicate-invoice-line", 422, "An invoice line is named twice"),
    TAX_NAME_TAKEN("tax-name-taken", 409, "Another active tax has this name"),
    REASON_CODE_TAKEN("reason-code-taken", 409, "The list of credit note reasons has this code already"),
    EXTERNAL_REFERENCE_TAKEN("external-reference-taken", 409, "Another invoice has this external reference"),
    DOCUMENT_TOO_LARGE(
            "document-too-large", 422, "The lines, with their descriptions and taxes, are too much for one message"),
    POSTED_IS_IMMUTABLE("posted-is-immutable", 409, "A posted document never changes"),
    DOCUMENT_CANCELLED("document-cancelled", 409, "The document was cancelled"),
    CUSTOMER_REQUIRED("customer-required", 422, "An invoice without customer cannot be posted"),
    LINES_REQUIRED("lines-required", 422, "A document without lines cannot be posted"),
    NEGATIVE_TOTAL("negative-total", 422, "A document with a negative total cannot be posted"),
    INVOICE_NOT_POSTED("invoice-not-posted", 409, "Only a posted invoice can be paid or credited"),
    PAYMENT_EXCEEDS_RESIDUAL("payment-exceeds-residual", 422, "The payment is more than what is open"),
    EXCEEDS_OUTSTANDING_CREDIT(
            "exceeds-outstanding-credit", 422, "The amount is more than what is left of the outstanding credit"),
    ALLOCATION_EXCEEDS_RESIDUAL(
            "allocation-exceeds-residual", 422, "The amount is more than what the invoice has open"),
    REFUND_LIMIT_EXCEEDED(
            "refund-limit-exceeded", 403, "The refund is above the agent's limit, so an accountant has to confirm it"),
    CURRENCY_MISMATCH("currency-mismatch", 422, "The amount is not in the document's currency"),
    FOREIGN_INVOICE("foreign-invoice", 422, "The invoice belongs to another company than the customer or the credit"),
    NOTHING_LEFT_TO_CREDIT("nothing-left-to-credit", 409, "Credit notes have taken all of the invoice already"),
    CREDIT_METHOD_REQUIRED(
            "credit-method-required", 422, "The invoice has something open, so the credit method must be chosen"),
    CREDIT_METHOD_UNAVAILABLE(
            "credit-method-unavailable", 422, "The invoice has nothing open, so there is no credit method to choose"),
    LINES_NEED_A_DRAFT("lines-need-a-draft", 422, "Lines can be chosen only where the outcome is a draft"),
    LINE_EXCEEDS_INVOICE("line-exceeds-invoice", 422, "A line can be lowered or dropped, never raised"),
    CREDIT_EXCEEDS_INVOICE("credit-exceeds-invoice", 422, "Credit notes together would be more than the invoice"),
    NOT_YET_DUE("not-yet-due", 409, "The date lies in the future"),
    ORIGIN_CANCELLED("origin-cancelled", 409, "The document's ask for an invoice was taken back before it came"),
    NO_DRAFT_INVOICE("no-draft-invoice", 409, "There is no draft invoice of this document to cancel");

    private final String code;
    private final int status;
    private final String meaning;

    AccountingProblem(String code, int status, String meaning) {
        this.code = code;
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
