package io.aftersales.fieldservice.technician;

import io.aftersales.platform.database.Sql;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everybody who can be planned. */
@ApplicationScoped
public class Technicians {

    private static final String INTRODUCE = """
            insert into technician (sub, name)
            select distinct on (new.sub) new.sub, new.name
            from unnest(cast(?1 as text[]), cast(?2 as text[])) as new (sub, name)
            order by new.sub
            on conflict do nothing""";

    private static final String LOCK =
            "select sub from technician where sub = any (cast($1 as text[])) order by sub for no key update";

    /** Everybody that these forms name; who was not known is now, and names are as the forms say. */
    public Uni<List<Technician>> named(List<TechnicianForm> forms) {
        if (forms.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<String, TechnicianForm> bySub = forms.stream()
                .collect(Collectors.toMap(TechnicianForm::sub, Function.identity(), (one, other) -> other));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INTRODUCE)
                        .setParameter(1, forms.stream().map(TechnicianForm::sub).toArray(String[]::new))
                        .setParameter(
                                2, forms.stream().map(TechnicianForm::name).toArray(String[]::new))
                        .executeUpdate()
                        .chain(() -> session.createSelectionQuery(
                                        "from Technician t where t.sub in :subs order by t.sub", Technician.class)
                                .setParameter("subs", bySub.keySet())
                                .getResultList()))
                .invoke(found ->
                        found.forEach(one -> one.rename(bySub.get(one.sub()).name())));
    }

    /** Of two who plan a technician at the same moment the second sees what the first planned. Locks by sub. */
    public Uni<Void> lock(Collection<String> subs) {
        if (subs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> Sql.column(session, String.class, LOCK, (Object) subs.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** @throws RuleBroken 404 where no project ever named such a technician */
    public Uni<Technician> get(String sub) {
        return Panache.getSession()
                .chain(session -> session.find(Technician.class, sub))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("technician", sub));
    }
}
