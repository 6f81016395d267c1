package io.aftersales.helpdesk.user;

import io.aftersales.platform.security.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Gets to know every member of staff at the first request, before that request itself is served. */
public class StaffFilter {

    private final Staff staff;
    private final Caller caller;
    private final SecurityIdentity identity;

    StaffFilter(Staff staff, Caller caller, SecurityIdentity identity) {
        this.staff = staff;
        this.caller = caller;
        this.identity = identity;
    }

    @ServerRequestFilter
    public Uni<Response> learn() {
        if (identity.isAnonymous() || !staff.isNews(caller)) {
            return Uni.createFrom().nullItem();
        }
        return staff.learn(caller).map(done -> null);
    }
}
