package io.aftersales.accounting.creditnote;

import io.aftersales.accounting.AccountingProblem;
import io.aftersales.accounting.refundpolicy.RefundPolicy;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import jakarta.enterprise.context.RequestScoped;

/**
 * Which credit notes the caller may reach: an accountant all; an agent those that came from tickets, and of those it may edit
 * and, up to its limit, confirm what it asked for itself.
 */
@RequestScoped
public class CreditNoteAccess {

    private final Caller caller;

    CreditNoteAccess(Caller caller) {
        this.caller = caller;
    }

    boolean seesAll() {
        return caller.has(Roles.ACCOUNTANT);
    }

    /** Whether the caller may have this note posted, as far as the policy goes; an accountant has no limit. */
    boolean isWithinLimit(CreditNote note, RefundPolicy policy) {
        return seesAll() || policy.allows(caller.subject(), note.total(), note.currency());
    }

    /** @throws RuleBroken 403 {@code refund-limit-exceeded} for a note above the caller's limit */
    void refuseAboveLimit(CreditNote note, RefundPolicy policy) {
        if (!isWithinLimit(note, policy)) {
            throw new RuleBroken(
                    AccountingProblem.REFUND_LIMIT_EXCEEDED, AccountingProblem.REFUND_LIMIT_EXCEEDED.meaning());
        }
    }

    /** @throws RuleBroken 404 for a note that the caller may not know of */
    public void refuseUnlessSeen(CreditNote note) {
        if (!seesAll() && note.ticketId() == null) {
            throw RuleBroken.notFound("credit note", note.id());
        }
    }

    /** @throws RuleBroken 404 or 403 */
    void refuseUnlessEditable(CreditNote note) {
        refuseUnlessSeen(note);
        if (!seesAll() && !note.wasAskedForBy(caller.subject())) {
            throw new RuleBroken(
                    GeneralProblem.FORBIDDEN, "Only an accountant, or who asked for the refund, may change this draft");
        }
    }
}
