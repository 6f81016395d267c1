package io.aftersales.loyalty.program;

import io.aftersales.loyalty.LoyaltyProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Collection;
import java.util.UUID;

/** How programs are found by those who generate coupons from them. */
@ApplicationScoped
public class Programs {

    /** Loads the programs that a batch names with one query; {@link #get} finds them in the session then. */
    public Uni<Void> load(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from CouponProgram p where p.id in :ids", CouponProgram.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .replaceWithVoid();
    }

    /** @throws RuleBroken {@code unknown-program} */
    public Uni<CouponProgram> get(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(CouponProgram.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> new RuleBroken(LoyaltyProblem.UNKNOWN_PROGRAM, "There is no coupon program " + id));
    }
}
