package io.aftersales.helpdesk.team;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody who is kept up to date: a customer, a member of staff or an e-mail address. Exactly one of the three is set.
 *
 * @param customerId a customer
 * @param sub a member of staff
 * @param email an address of nobody in particular
 */
@Embeddable
public record Follower(
        UUID customerId,
        @Size(min = 1, max = 255) String sub,
        @Email @Size(min = 1, max = 254) String email) {

    public static Follower customer(UUID customerId) {
        return new Follower(customerId, null, null);
    }

    public boolean namesCustomer() {
        return customerId != null;
    }

    @Schema(hidden = true)
    @AssertTrue(message = "exactly one of customerId, sub and email is needed")
    boolean isOneOfThree() {
        return Stream.of(customerId, sub, email).filter(part -> part != null).count() == 1;
    }
}
