package io.aftersales.platform.rest;

import io.aftersales.platform.problem.ProblemCode;
import io.aftersales.platform.problem.RuleBroken;
import org.hibernate.exception.ConstraintViolationException;

import java.util.function.Function;

/**
 * Turns the breach of a unique constraint into the rule that it stands for: of two requests at the same moment only the
 * database sees that they want the same.
 */
public final class Taken {

    private Taken() {}

    /** For {@code onFailure().transform(…)}; every other failure passes. */
    public static Function<Throwable, Throwable> byConstraint(String constraint, ProblemCode problem) {
        return failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConstraintViolationException refused
                        && constraint.equals(refused.getConstraintName())) {
                    return new RuleBroken(problem, problem.meaning());
                }
            }
            return failure;
        };
    }
}
