package io.aftersales.helpdesk.aftersales;

import io.aftersales.helpdesk.ticket.Ticket;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One after-sales service, as a ticket sees it. A subclass says what the service is called, what its owner is told, which of
 * the owner's messages say what became of it, and how the chatter words it; {@link AfterSales} does everything else.
 *
 * <p>A subclass is also the resource at {@code /tickets/{ticketId}/<collection>}: its one POST hands the request to
 * {@link #ask}. So a new service is one class and the schemas of its messages.
 *
 * @param <R> the body of that POST
 */
public abstract class AfterSalesService<R> {

    private final ServiceName name;
    private final ButtonName button;
    private final AfterSales afterSales;

    protected AfterSalesService(ServiceName name, ButtonName button, AfterSales afterSales) {
        this.name = name;
        this.button = button;
        this.afterSales = afterSales;
    }

    /** What the owner is told to do. The request is well-formed; whether it can be done is for the owner to decide. */
    protected abstract Instruction<?> instruction(R request, Commission commission);

    /** Names the messages by which the owner tells what became of a request, and what else the ticket learns from. */
    protected abstract void listen(Outcomes outcomes);

    /** How the chatter says that this was asked for. */
    protected abstract String wording(R request);

    /** What must be known of the customer's company before the service is offered. It never guards a request. */
    protected Optional<Fact.Needed> needs(Ticket ticket) {
        return Optional.empty();
    }

    /** What the dialog for a request starts with. */
    protected Map<String, Object> defaults(Ticket ticket) {
        return Map.of();
    }

    /** Whether the owner's rejection with this code is a conflict of states (409) rather than a broken rule (422). */
    protected boolean isConflict(String rejectionCode) {
        return false;
    }

    /**
     * The smart button as it is shown: as the owner last told of its documents, unless a service has been told something else
     * since that they show.
     */
    protected Uni<SmartButton> shown(SmartButton button) {
        return Uni.createFrom().item(button);
    }

    /**
     * What a customer sees of this service's documents in the portal: nothing, unless a service says so.
     *
     * @param button the documents of one ticket
     */
    protected Uni<List<Progress>> progress(SmartButton button) {
        return Uni.createFrom().item(List.of());
    }

    /** Kinds of the actions by which something is done with this service's documents, if there are any. */
    protected Set<String> furtherKinds() {
        return Set.of();
    }

    protected final Uni<Response> ask(Ask ask, R request) {
        return afterSales.ask(
                this,
                name.kind(),
                ask,
                request,
                commission -> Uni.createFrom()
                        .item(new Assignment(instruction(request, commission), wording(request), List.of())));
    }

    /**
     * Asks for something to be done with a document of this service.
     *
     * @param kind of the action, one of {@link #furtherKinds}
     * @param assignment what the request comes to; it may refuse it
     */
    protected final Uni<Response> ask(
            String kind, Ask ask, Object request, Function<Commission, Uni<Assignment>> assignment) {
        return afterSales.ask(this, kind, ask, request, assignment);
    }

    /** Kinds of all actions that come from this service. */
    final Set<String> kinds() {
        Set<String> kinds = new HashSet<>(furtherKinds());
        kinds.add(name.kind());
        return kinds;
    }

    public final ServiceName name() {
        return name;
    }

    protected final ButtonName button() {
        return button;
    }
}
