package io.aftersales.accounting.refundpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.accounting.company.Company;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.money.Money;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.List;

/** How much agents may refund without an accountant: read by those who lead them, set by accountants. */
@Path("/refund-policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Refund policy")
public class RefundPolicyResource {

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;
    private final Caller caller;
    private final RefundPolicies policies;
    private final Company company;

    RefundPolicyResource(
            Api api,
            Preconditions preconditions,
            MergePatch mergePatch,
            Caller caller,
            RefundPolicies policies,
            Company company) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
        this.caller = caller;
        this.policies = policies;
        this.company = company;
    }

    /** The policy as the API shows it. */
    @Schema(name = "RefundPolicy")
    public record PolicyView(
            @Schema(description = "For agents who have no limit of their own; no limit when absent")
            Money defaultLimit,

            List<RefundPolicyTerms.AgentLimit> agents,

            @Schema(description = "Who changed it last; absent until somebody did")
            Stamp changed) {

        static PolicyView of(RefundPolicy policy) {
            RefundPolicyTerms terms = RefundPolicyTerms.of(policy);
            return new PolicyView(terms.defaultLimit(), terms.agents(), policy.changed());
        }
    }

    @GET
    @RolesAllowed({Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(operationId = "getRefundPolicy", summary = "The limits of agents' refunds")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Uni<Response> get() {
        return api.get(policies::current, PolicyView::of);
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    @RolesAllowed(Roles.ACCOUNTANT)
    @Operation(
            operationId = "editRefundPolicy",
            summary = "Set the limits of agents' refunds",
            description =
                    "JSON Merge Patch; agents are replaced as a whole. Needs If-Match. Holds for refunds asked for,"
                            + " edited or confirmed from then on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RefundPolicyTerms.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Uni<Response> edit(JsonNode patch) {
        Stamp by = Stamp.of(caller.requester());
        return api.change(work -> policies.lock()
                .invoke(preconditions::require)
                .call(policy -> company.settings().invoke(settings -> {
                    RefundPolicyTerms terms =
                            mergePatch.apply(patch, RefundPolicyTerms.of(policy), RefundPolicyTerms.class);
                    String currency = settings.currency();
                    policy.change(currency, terms.defaultIn(currency), terms.limitsIn(currency), by);
                }))
                .map(policy -> Answer.ok(policy, () -> PolicyView.of(policy))));
    }
}
