package io.aftersales.platform.parcel;

import io.aftersales.platform.imports.Batch;
import io.aftersales.platform.imports.ImportRow;
import io.aftersales.platform.imports.Imports;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.security.Roles;
import io.aftersales.platform.work.Patience;
import io.aftersales.platform.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a service adds for a kind of import. */
@Path("/imports/parcels")
@Produces(MediaType.APPLICATION_JSON)
public class ParcelImport {

    private static final String KNOWN = "select external_reference from parcel where external_reference = any(?1)";

    private final Imports imports;
    private final Patience patience;

    ParcelImport(Imports imports, Patience patience) {
        this.imports = imports;
        this.patience = patience;
    }

    /**
     * A row: no check holds its label to what the database takes.
     *
     * @param behind reference of a parcel that has to be there already
     * @param contents noted on the parcel, one after the other
     */
    public record Row(
            @NotBlank @Size(max = 100) String externalReference,
            @NotBlank String label,
            @Size(max = 20) String note,
            @Digits(integer = 5, fraction = 2) BigDecimal weight,
            String behind,
            List<@NotNull @Valid Content> contents)
            implements ImportRow {

        /** What is in the parcel. */
        public record Content(@NotBlank String name) {}

        String fullNote() {
            return contents == null
                    ? note
                    : String.join(" ", contents.stream().map(Content::name).toList());
        }
    }

    @POST
    @Blocking
    @Consumes({Imports.NDJSON, Imports.CSV})
    @RolesAllowed(Roles.AGENT)
    public Response run(InputStream upload) {
        return imports.run(upload, Row.class, this::awaitNamed, this::take);
    }

    private Uni<Void> awaitNamed(List<Row> rows) {
        Set<String> named = named(rows);
        return patience.until(
                () -> known(named).map(known -> known.size() == named.size() ? known : null), ParcelImport::unknown);
    }

    private Uni<Void> take(Batch<Row> batch, Work work) {
        return known(batch.references())
                .invoke(batch::known)
                .chain(() -> known(named(batch.open())))
                .invoke(there -> {
                    List<Parcel> parcels = new ArrayList<>();
                    batch.each(row -> parcels.add(parcel(row, there)));
                    work.insert(parcels);
                    parcels.forEach(parcel -> parcel.tellLabel(work));
                })
                .replaceWithVoid();
    }

    private static Parcel parcel(Row row, Set<String> there) {
        if (row.behind() != null && !there.contains(row.behind())) {
            throw unknown();
        }
        return new Parcel(
                row.externalReference(), new ParcelResource.ParcelDraft(row.label(), row.fullNote(), row.weight()));
    }

    private static Set<String> named(List<Row> rows) {
        Set<String> named = new HashSet<>(rows.stream().map(Row::behind).toList());
        named.removeIf(Objects::isNull);
        return named;
    }

    private static Uni<Set<String>> known(Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KNOWN, String.class)
                        .setParameter(1, references.toArray(String[]::new))
                        .getResultList())
                .map(HashSet::new);
    }

    private static RuleBroken unknown() {
        return new RuleBroken(GeneralProblem.NOT_FOUND, "There is no such parcel");
    }
}
