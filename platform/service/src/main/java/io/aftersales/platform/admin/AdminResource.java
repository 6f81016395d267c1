package io.aftersales.platform.admin;

import io.aftersales.platform.inbox.DeadLetter;
import io.aftersales.platform.inbox.DeadLetterOffice;
import io.aftersales.platform.outbox.OutboxGauge;
import io.aftersales.platform.outbox.Relay;
import io.aftersales.platform.paging.Keyset;
import io.aftersales.platform.paging.Page;
import io.aftersales.platform.paging.Paging;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Answer;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The operator's view of a service's messages. The path names the service, so that one gateway serves all of them. */
@Path("/admin/{service}")
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Administration")
public class AdminResource {

    private static final Logger LOG = Logger.getLogger(AdminResource.class);

    private static final int SHOWN_MESSAGES = 50;

    private final Api api;
    private final OutboxGauge gauge;
    private final Relay relay;
    private final DeadLetterOffice office;
    private final Republication republication;
    private final String service;

    AdminResource(
            Api api,
            OutboxGauge gauge,
            Relay relay,
            DeadLetterOffice office,
            Republication republication,
            @ConfigProperty(name = "aftersales.service") String service) {
        this.api = api;
        this.gauge = gauge;
        this.relay = relay;
        this.office = office;
        this.republication = republication;
        this.service = service;
    }

    /** The outbox at a glance: how much waits, since when, and the first of it. */
    public record OutboxView(long depth, double oldestSeconds, boolean relayIsHere, List<WaitingView> oldest) {}

    /** A message that waits for the relay. */
    public record WaitingView(long seq, UUID id, String topic, String key, String type, Instant createdAt) {}

    /** A dead letter; its payload as text, where it is text. */
    public record DeadLetterView(
            UUID id,
            String direction,
            UUID messageId,
            String topic,
            Integer partition,
            Long offset,
            String key,
            String headers,
            String payload,
            String reason,
            String detail,
            Instant failedAt) {

        static DeadLetterView of(DeadLetter letter) {
            return new DeadLetterView(
                    letter.id(),
                    letter.direction(),
                    letter.messageId(),
                    letter.topic(),
                    letter.kafkaPartition(),
                    letter.kafkaOffset(),
                    text(letter.key()),
                    letter.headers(),
                    text(letter.payload()),
                    letter.reason(),
                    letter.detail(),
                    letter.failedAt());
        }

        private static String text(byte[] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Why a dead letter is given up; the action where its bytes do not tell. */
    public record DiscardRequest(
            UUID actionId, UUID ticketId, @Size(max = 500) String reason) {}

    /** How many aggregates were told about again. */
    public record Republished(long aggregates) {}

    @GET
    @Path("/outbox")
    @Operation(operationId = "showOutbox", summary = "How much waits in the outbox, and the oldest of it")
    public Uni<OutboxView> outbox(String service) {
        requireThis(service);
        return api.read(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "select seq, id, aggregatetype, aggregateid, type, created_at from outbox"
                                                + " order by seq limit " + SHOWN_MESSAGES,
                                        Object[].class)
                                .getResultList()))
                .map(rows -> new OutboxView(
                        gauge.last().depth(),
                        gauge.last().oldestSeconds(),
                        relay.isHolder(),
                        rows.stream().map(AdminResource::waiting).toList()));
    }

    @GET
    @Path("/dead-letters")
    @Operation(operationId = "listDeadLetters", summary = "Messages that could not be handled or handed over")
    public Uni<Page<DeadLetterView>> deadLetters(
            String service, @QueryParam("topic") String topic, @Valid @BeanParam Paging paging) {
        requireThis(service);
        return api.read(() -> Keyset.of(DeadLetter.class)
                .where("e.topic = :topic", "topic", topic)
                .page(paging, DeadLetterView::of));
    }

    @GET
    @Path("/dead-letters/{id}")
    @Operation(operationId = "getDeadLetter", summary = "One dead letter")
    public Uni<DeadLetterView> deadLetter(String service, UUID id) {
        requireThis(service);
        return api.read(() -> Panache.getSession().chain(session -> session.find(DeadLetter.class, id)))
                .onItem()
                .ifNull()
                .failWith(() -> RuleBroken.notFound("dead letter", id))
                .map(DeadLetterView::of);
    }

    @POST
    @Path("/dead-letters/{id}/replay")
    @Operation(operationId = "replayDeadLetter", summary = "Handle a dead letter again; it is gone when that succeeds")
    public Uni<Response> replay(String service, UUID id) {
        requireThis(service);
        return api.post(null, work -> office.replay(id, work).replaceWith(Answer::done))
                .onFailure(failure -> !(failure instanceof RuleBroken))
                .transform(failure -> {
                    LOG.errorf(failure, "dead letter %s failed again", id);
                    return new RuleBroken(GeneralProblem.REPLAY_FAILED, GeneralProblem.REPLAY_FAILED.meaning());
                });
    }

    @POST
    @Path("/dead-letters/{id}/discard")
    @Operation(
            operationId = "discardDeadLetter",
            summary = "Give a dead letter up; the action of a command that came is rejected")
    public Uni<Response> discard(
            String service, UUID id, @Valid @RequestBody(required = false) DiscardRequest request) {
        requireThis(service);
        DeadLetterOffice.Discard discard = request == null
                ? new DeadLetterOffice.Discard(null, null, null)
                : new DeadLetterOffice.Discard(request.actionId(), request.ticketId(), request.reason());
        return api.post(request, work -> office.discard(id, discard, work).replaceWith(Answer::done));
    }

    @POST
    @Path("/republish")
    @Operation(operationId = "republish", summary = "Tell the others again the present state of everything owned here")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Republished.class)))
    public Uni<Response> republish(String service) {
        requireThis(service);
        return api.postInSteps(null, () -> republication.run().map(count -> Answer.of(new Republished(count))));
    }

    private void requireThis(String named) {
        if (!service.equals(named)) {
            throw RuleBroken.notFound("service", named);
        }
    }

    private static WaitingView waiting(Object[] row) {
        return new WaitingView(
                ((Number) row[0]).longValue(),
                (UUID) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                ((OffsetDateTime) row[5]).toInstant());
    }
}
