package io.aftersales.repair.order;

import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import jakarta.enterprise.context.RequestScoped;

/** Which repair orders the caller may know of: a repair user all, everybody else those that they asked for. */
@RequestScoped
public class RepairAccess {

    private final Caller caller;

    RepairAccess(Caller caller) {
        this.caller = caller;
    }

    /** The user whose orders alone are shown; null for all. */
    String onlyThoseOf() {
        return caller.has(Roles.REPAIR_USER) ? null : caller.subject();
    }

    /** @throws RuleBroken 404 for an order that the caller may not know of */
    public void refuseUnlessSeen(RepairOrder order) {
        if (!caller.has(Roles.REPAIR_USER) && !order.wasAskedForBy(caller.subject())) {
            throw RuleBroken.notFound("repair order", order.id());
        }
    }
}
