package io.aftersales.accounting.ledger;

import io.aftersales.accounting.company.Company;
import io.aftersales.platform.paging.Filter;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The general ledger, which is only read: documents write it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ACCOUNTANT)
@Tag(name = "Ledger")
public class LedgerResource {

    private static final String WITH_ITEMS =
            "select e from JournalEntry e left join fetch e.items i where e.id in :ids order by e.id desc, i.position";

    /** What is posted stays as it is. */
    private static final Long ONLY_VERSION = 0L;

    private final Api api;
    private final Company company;

    LedgerResource(Api api, Company company) {
        this.api = api;
        this.company = company;
    }

    @GET
    @Path("/journal-entries")
    @Operation(operationId = "listJournalEntries", summary = "Journal entries, the newest first")
    public Uni<Page<JournalEntryView>> journal(
            @QueryParam("documentId")
                    @Parameter(
                            description = "The invoice, credit note, payment, payout or allocation",
                            schema = @Schema(implementation = UUID.class))
                    String documentId,
            @QueryParam("customerId") @Parameter(schema = @Schema(implementation = UUID.class)) String customerId,
            @QueryParam("reference") @Parameter(description = "Number of the document") String reference,
            @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(JournalEntry.class)
                .where("e.documentId = :documentId", "documentId", Filter.uuid("documentId", documentId))
                .where("e.customerId = :customerId", "customerId", Filter.uuid("customerId", customerId))
                .where("e.reference = :reference", "reference", reference)
                .page(paging, Function.identity())
                .call(page ->
                        withItems(page.items().stream().map(JournalEntry::id).toList()))
                .map(page -> new Page<>(
                        page.items().stream().map(JournalEntryView::of).toList(), page.next())));
    }

    @GET
    @Path("/journal-entries/{id}")
    @Operation(operationId = "getJournalEntry", summary = "One journal entry")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = JournalEntryView.class)))
    public Uni<Response> entry(UUID id) {
        return api.answer(() -> withItems(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw RuleBroken.notFound("journal entry", id);
            }
            JournalEntryView view = JournalEntryView.of(found.get(0));
            return new Answer(200, null, id, () -> ONLY_VERSION, () -> view);
        }));
    }

    @GET
    @Path("/trial-balance")
    @Operation(
            operationId = "getTrialBalance",
            summary = "Debits, credits and balance of every account, in the company's currency")
    public Uni<TrialBalance> trialBalance() {
        return api.read(() -> company.settings()
                .chain(settings -> sums(settings.currency()).map(sums -> TrialBalance.of(settings.currency(), sums))));
    }

    private static Uni<List<JournalEntry>> withItems(List<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WITH_ITEMS, JournalEntry.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    private static Uni<List<TrialBalance.Sums>> sums(String currency) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select i.account, sum(i.debit), sum(i.credit) from JournalItem i"
                                        + " where i.entry.currency = :currency group by i.account",
                                TrialBalance.Sums.class)
                        .setParameter("currency", currency)
                        .getResultList())
                .map(LedgerResource::withUnused);
    }

    /** An account that nothing was posted to has sums too: nothing. */
    private static List<TrialBalance.Sums> withUnused(List<TrialBalance.Sums> used) {
        Map<Account, TrialBalance.Sums> byAccount =
                used.stream().collect(Collectors.toMap(TrialBalance.Sums::account, Function.identity()));
        return Arrays.stream(Account.values())
                .map(account -> byAccount.getOrDefault(account, TrialBalance.Sums.none(account)))
                .toList();
    }
}
