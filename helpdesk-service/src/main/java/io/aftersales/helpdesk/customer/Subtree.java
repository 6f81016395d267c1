package io.aftersales.helpdesk.customer;

import io.aftersales.helpdesk.HelpdeskProblem;
import io.aftersales.platform.problem.RuleBroken;

import java.util.Collection;
import java.util.UUID;

/** A customer with everybody below it: what moves as one when the customer gets another parent or loses it. */
final class Subtree {

    private final Customer root;
    private final Collection<Customer> members;

    /**
     * @param root the customer that moves
     * @param members the root and everybody below it
     */
    Subtree(Customer root, Collection<Customer> members) {
        this.root = root;
        this.members = members;
    }

    /**
     * Hangs the whole subtree below another customer.
     *
     * @throws RuleBroken {@code customer-cycle} when the parent is the root itself or stands below it
     */
    void moveBelow(Customer parent) {
        if (contains(parent.id())) {
            throw new RuleBroken(
                    HelpdeskProblem.CUSTOMER_CYCLE,
                    parent.name() + " cannot be the parent of " + root.name() + ", which it belongs to");
        }
        root.standBelow(parent);
        members.forEach(member -> member.followCompany(root));
    }

    /** Makes the root a company of its own. */
    void detach() {
        root.standAlone();
        members.forEach(member -> member.followCompany(root));
    }

    private boolean contains(UUID customerId) {
        return members.stream().anyMatch(member -> member.id().equals(customerId));
    }
}
