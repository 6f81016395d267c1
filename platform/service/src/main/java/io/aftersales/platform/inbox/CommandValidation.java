package io.aftersales.platform.inbox;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import java.util.Set;
import java.util.stream.Collectors;

/** Holds commands to the Bean Validation constraints of their records, as the edge does with requests. */
@ApplicationScoped
public class CommandValidation {

    private final Validator validator;

    CommandValidation(Validator validator) {
        this.validator = validator;
    }

    /** @throws RuleBroken {@code invalid-request}, naming every field that breaks its constraint */
    public <C extends Command> void refuseMalformed(C command) {
        Set<ConstraintViolation<C>> violations = validator.validate(command);
        if (!violations.isEmpty()) {
            throw new RuleBroken(
                    GeneralProblem.INVALID_REQUEST,
                    violations.stream()
                            .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                            .sorted()
                            .collect(Collectors.joining("; ")));
        }
    }
}
