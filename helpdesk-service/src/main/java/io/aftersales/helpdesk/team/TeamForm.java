package io.aftersales.helpdesk.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What can be entered and edited of a team. */
@Schema(name = "TeamRequest")
public record TeamForm(
        @NotBlank @Size(max = 100) String name,
        @NotNull Visibility visibility,

        @Schema(description = "Subjects of the users who belong to the team") @Size(max = 500)
        List<@NotBlank @Size(max = 255) String> members,

        @Schema(description = "Followers that every new ticket of the team starts with") @Size(max = 500)
        List<@NotNull @Valid Follower> followers,

        @Schema(
                description =
                        "The after-sales services by the names of their switches: refunds, coupons, returns, repairs,"
                                + " fieldService. Those left out are off")
        @Size(max = 50)
        Map<@NotBlank @Size(max = 50) String, @NotNull Boolean> services,

        @Schema(
                description = "The project of tasks that name none; needed with fieldService once that service has"
                        + " announced itself")
        UUID defaultProjectId,

        @Schema(description = "Whether customers may close tickets in the portal; false when left out")
        Boolean closedByCustomers,

        @Schema(description = "When tickets are closed by themselves; never when left out") @Valid
        AutoClose autoClose) {

    public TeamForm {
        members = members == null ? List.of() : members;
        followers = followers == null ? List.of() : followers;
        services = services == null ? Map.of() : services;
        closedByCustomers = closedByCustomers != null && closedByCustomers;
    }

    List<String> enabledServices() {
        return services.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }
}
