package io.aftersales.helpdesk.ticket;

import io.aftersales.platform.rest.Api;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;

/**
 * The ticket {@code {id}} is looked for before the resource's method is called: the head of a stream is sent before its first
 * event, and could not say any more that there is no such ticket.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface TicketInSight {

    /** Looks for it. */
    class Filter {

        private final Tickets tickets;
        private final Api api;

        Filter(Tickets tickets, Api api) {
            this.tickets = tickets;
            this.api = api;
        }

        @TicketInSight
        @ServerRequestFilter
        public Uni<Response> require(ContainerRequestContext request) {
            UUID id = id(request.getUriInfo().getPathParameters().getFirst("id"));
            return api.read(() -> tickets.see(id)).replaceWith((Response) null);
        }

        /** What is no id is no ticket's, as in every other address. */
        private static UUID id(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException noId) {
                throw new NotFoundException(noId);
            }
        }
    }
}
