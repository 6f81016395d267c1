package io.aftersales.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A stream of server-sent events, read in the background until it ends or is closed. */
public final class EventStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param id null for an event without one
     */
    public record Event(String name, String id, JsonNode data) {}

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new ArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private String lastEventId;
    private volatile boolean ended;

    private EventStream(HttpResponse<InputStream> response, String lastEventId) {
        this.response = response;
        this.lastEventId = lastEventId;
        Thread reader = new Thread(this::read, "event-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Waits for the beginning of the answer, whatever it is.
     *
     * @param lastEventId where to go on from; null for now
     */
    public static EventStream open(URI address, String token, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()), lastEventId);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** Everything so far. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The comments so far. */
    public List<String> comments() {
        return List.copyOf(comments);
    }

    /** What a browser would send as {@code Last-Event-ID} now. Events read after it hold at least all up to this one. */
    public synchronized String lastEventId() {
        return lastEventId;
    }

    /** Waits for the first event of a name that fits. */
    public Event await(String name, Predicate<JsonNode> fits) {
        Predicate<Event> wanted = event -> name.equals(event.name()) && fits.test(event.data());
        Awaitility.await("event " + name)
                .atMost(PATIENCE)
                .until(() -> events().stream().anyMatch(wanted));
        return events().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits for the first event of a name. */
    public Event await(String name) {
        return await(name, data -> true);
    }

    /** Waits until there is nothing more to read. */
    public void awaitEnd() {
        Awaitility.await("the end of the stream").atMost(PATIENCE).until(() -> ended);
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the stream could not be closed", e);
        }
    }

    private synchronized void add(Event event) {
        events.add(event);
        if (event.id() != null) {
            lastEventId = event.id();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = null;
            String id = null;
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments.add(line.substring(1).strip());
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && data.length() > 0) {
                    add(new Event(name, id, Json.read(data.toString())));
                    name = null;
                    id = null;
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // Also what a killed server looks like: the events before it stay.
            comments.add("broken off: " + closed.getMessage());
        } finally {
            ended = true;
        }
    }
}
