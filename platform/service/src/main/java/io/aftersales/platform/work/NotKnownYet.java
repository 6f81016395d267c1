package io.aftersales.platform.work;

import io.aftersales.platform.problem.ProblemCode;
import io.aftersales.platform.problem.RuleBroken;

/**
 * A record of another service that was named is not known here, but may be on its way: events of different topics keep no order.
 * At a REST endpoint this is an answer like every broken rule. A command that a handler refuses with it is set aside instead, and
 * tried again until the record has come; it is rejected when that takes too long.
 */
public class NotKnownYet extends RuleBroken {

    public NotKnownYet(ProblemCode code, String detail) {
        super(code, detail);
    }
}
