package io.aftersales.fieldservice.task;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;

/** A plan that can be: an end after its start, at most 31 days later, and both in the years 2000 to 2999. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlanInOrder.Check.class)
@interface PlanInOrder {

    String message() default "must be a plan that can be";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the field that is wrong. */
    class Check implements ConstraintValidator<PlanInOrder, Planned> {

        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");
        private static final Duration LONGEST = Duration.ofDays(31);

        @Override
        public boolean isValid(Planned plan, ConstraintValidatorContext context) {
            Instant start = plan.plannedStart();
            Instant end = plan.plannedEnd();
            context.disableDefaultConstraintViolation();
            if (isOutOfRange(start)) {
                return refuse("plannedStart", "must be in the years 2000 to 2999", context);
            }
            if (isOutOfRange(end)) {
                return refuse("plannedEnd", "must be in the years 2000 to 2999", context);
            }
            if (end == null) {
                return true;
            }
            if (start == null) {
                return refuse("plannedStart", "is needed where an end is planned", context);
            }
            if (!end.isAfter(start)) {
                return refuse("plannedEnd", "must be after plannedStart", context);
            }
            return !end.isAfter(start.plus(LONGEST))
                    || refuse("plannedEnd", "must be at most 31 days after plannedStart", context);
        }

        private static boolean isOutOfRange(Instant moment) {
            return moment != null && (moment.isBefore(EARLIEST) || moment.isAfter(LATEST));
        }

        private static boolean refuse(String field, String message, ConstraintValidatorContext context) {
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }
    }
}
