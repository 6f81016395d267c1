package io.aftersales.platform.outbox;

import io.aftersales.platform.outbox.OwnTopic.Note;
import io.aftersales.platform.parcel.Changes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Write notes without a pause, each with a key of its own, until they are stopped. */
final class Writers {

    private static final int KEYS = 4;
    private static final int NOTES_PER_TRANSACTION = 5;

    /** More would only make the test longer. */
    private static final int MOST_NOTES_PER_KEY = 4_000;

    private final Changes changes;
    private final OwnTopic topic;
    private final ExecutorService threads = Executors.newFixedThreadPool(KEYS);
    private final Map<String, Integer> written = new TreeMap<>();
    private final List<CompletableFuture<Void>> running;
    private volatile boolean stopped;

    Writers(Changes changes, OwnTopic topic) {
        this.changes = changes;
        this.topic = topic;
        running = IntStream.range(0, KEYS)
                .mapToObj(number -> CompletableFuture.runAsync(() -> write("writer-" + number), threads))
                .toList();
    }

    /** Stops them. Returns how many notes of each key were committed. */
    Map<String, Integer> stop() {
        stopped = true;
        running.forEach(CompletableFuture::join);
        threads.shutdown();
        return written;
    }

    private void write(String key) {
        int notes = 0;
        while (!stopped && notes < MOST_NOTES_PER_KEY) {
            int first = notes;
            changes.commit(work -> {
                for (int i = 0; i < NOTES_PER_TRANSACTION; i++) {
                    work.send(topic.type(), key, new Note(key, first + i));
                }
            });
            notes += NOTES_PER_TRANSACTION;
        }
        synchronized (written) {
            written.put(key, notes);
        }
    }
}
