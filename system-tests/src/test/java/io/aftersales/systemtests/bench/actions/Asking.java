package io.aftersales.systemtests.bench.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.bench.load.Operation;
import io.aftersales.testkit.Json;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks for actions at the gateway, as agents do, and remembers what was accepted. */
public final class Asking {

    /** Seconds: longer than any action takes here. */
    private static final String PATIENCE = "wait=25";

    private static final int STILL_RUNNING = 202;
    /** Of so many tickets one is looked at afterwards. */
    private static final int SAMPLE = 50;

    private final FrontEnd agent;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    public Asking(FrontEnd agent) {
        this.agent = agent;
    }

    /** Every action that was accepted so far. */
    public List<String> accepted() {
        return List.copyOf(accepted);
    }

    /**
     * Each is done when its outcome has been answered ({@code Prefer: wait}). The smart button is there before that: it is
     * stored in one transaction with the outcome.
     */
    public Operation untilDone(List<ActionKind.Request> requests) {
        return number -> done(requests.get(number), Map.of("Idempotency-Key", key(), "Prefer", PATIENCE))
                .thenAccept(action -> {
                    if (!action.path("status").asText().equals("succeeded")) {
                        throw new IllegalStateException("not done: " + action);
                    }
                    accepted.add(action.path("id").asText());
                });
    }

    /** Who has waited in vain asks again with the same key, and goes on waiting. */
    private CompletionStage<JsonNode> done(ActionKind.Request request, Map<String, String> headers) {
        return post(request, headers)
                .thenCompose(reply -> reply.status() == STILL_RUNNING
                        ? done(request, headers)
                        : CompletableFuture.completedFuture(
                                Json.read(reply.expect(201).body())));
    }

    /** Each is done when it was accepted. */
    public Operation untilAccepted(List<ActionKind.Request> requests) {
        return number -> post(requests.get(number), Map.of("Idempotency-Key", key()))
                .thenAccept(reply -> accepted.add(
                        Json.read(reply.expect(202).body()).path("id").asText()));
    }

    private CompletionStage<FrontEnd.Reply> post(ActionKind.Request request, Map<String, String> headers) {
        return agent.post(request.path(), headers, request.body());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Fails unless the tickets show the smart button with one document each; a sample is looked at. */
    public static void requireButtons(Caller agent, ActionKind kind, List<ActionKind.Request> asked) {
        for (int i = 0; i < asked.size(); i += SAMPLE) {
            JsonNode buttons = agent.get(
                            "tickets/%s/smart-buttons".formatted(asked.get(i).ticketId()))
                    .expect(200)
                    .body()
                    .path("items");
            boolean shown = buttons.size() == 1
                    && buttons.path(0).path("kind").asText().equals(kind.button())
                    && buttons.path(0).path("count").asInt() == 1;
            if (!shown) {
                throw new IllegalStateException("instead of the smart button of a " + kind.name() + ": " + buttons);
            }
        }
    }
}
