package io.aftersales.platform.parcel;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.rest.MergePatch;
import io.aftersales.platform.rest.Preconditions;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

@Path("/parcels")
@RolesAllowed(Roles.AGENT)
public class ParcelResource {

    private final Api api;
    private final Preconditions preconditions;
    private final MergePatch mergePatch;

    ParcelResource(Api api, Preconditions preconditions, MergePatch mergePatch) {
        this.api = api;
        this.preconditions = preconditions;
        this.mergePatch = mergePatch;
    }

    /** What can be edited. */
    public record ParcelDraft(
            @NotBlank @Size(max = 100) String label,
            @Size(max = 20) String note,
            @Digits(integer = 5, fraction = 2) BigDecimal weight) {}

    /** All that there is to say is one text. */
    public record Relabelling(@NotBlank @Size(max = 100) String label) {}

    /** A parcel as a client sees it. */
    public record ParcelView(UUID id, String number, String label, String note, BigDecimal weight, int shipments) {
        static ParcelView of(Parcel parcel) {
            return new ParcelView(
                    parcel.id(), parcel.number(), parcel.label(), parcel.note(), parcel.weight(), parcel.shipments());
        }
    }

    @POST
    public Uni<Response> create(@NotNull @Valid ParcelDraft draft) {
        return api.post(draft, work -> {
            Parcel parcel = new Parcel(draft);
            return Panache.getSession()
                    .chain(session -> session.persist(parcel))
                    .replaceWith(() -> Answer.created("parcels", parcel, () -> ParcelView.of(parcel)));
        });
    }

    @GET
    public Uni<Page<ParcelView>> list(@QueryParam("label") String label, @Valid @BeanParam Paging paging) {
        return api.read(() -> Keyset.of(Parcel.class)
                .where("e.label = :label", "label", label)
                .page(paging, ParcelView::of));
    }

    @GET
    @Path("/{id}")
    public Uni<Response> get(UUID id) {
        return api.get(() -> find(id, LockModeType.NONE), ParcelView::of);
    }

    /** Asks for a shipment over Kafka, as another service would. */
    @POST
    @Path("/{id}/shipping-requests")
    public Uni<Response> askForShipping(UUID id) {
        return api.post(null, work -> {
            UUID actionId = Ids.next();
            work.send(ShipParcel.TYPE, id, new ShipParcel(actionId, null, id, null));
            return Uni.createFrom().item(Answer.added(actionId, () -> Map.of("actionId", actionId)));
        });
    }

    @POST
    @Path("/{id}/ship")
    public Uni<Response> ship(UUID id) {
        return api.post(
                null,
                work -> find(id, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(preconditions::match)
                        .invoke(parcel -> parcel.ship(null, work))
                        .map(parcel -> Answer.ok(parcel, () -> ParcelView.of(parcel))));
    }

    @POST
    @Path("/{id}/relabel")
    public Uni<Response> relabel(UUID id, @NotNull @Valid Relabelling relabelling) {
        return api.post(
                relabelling,
                work -> find(id, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(parcel -> parcel.relabel(relabelling.label(), work))
                        .map(parcel -> Answer.ok(parcel, () -> ParcelView.of(parcel))));
    }

    /** Locks two parcels one after the other, in the order in which they are named. */
    @POST
    @Path("/{first}/swap-labels/{second}")
    public Uni<Response> swapLabels(UUID first, UUID second) {
        return api.post(
                null,
                work -> find(first, LockModeType.PESSIMISTIC_WRITE)
                        .chain(one -> find(second, LockModeType.PESSIMISTIC_WRITE)
                                .map(other -> {
                                    String label = one.label();
                                    one.relabel(other.label(), work);
                                    other.relabel(label, work);
                                    return Answer.done();
                                })));
    }

    @PATCH
    @Path("/{id}")
    public Uni<Response> edit(UUID id, JsonNode patch) {
        return api.change(work -> find(id, LockModeType.PESSIMISTIC_WRITE)
                .invoke(preconditions::require)
                .invoke(parcel -> parcel.edit(mergePatch.apply(patch, parcel.draft(), ParcelDraft.class), work))
                .map(parcel -> Answer.ok(parcel, () -> ParcelView.of(parcel))));
    }

    private static Uni<Parcel> find(UUID id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(Parcel.class, id, lock))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("parcel", id));
    }
}
