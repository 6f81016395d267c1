package io.aftersales.systemtests.fault;

import io.aftersales.local.process.Part;
import io.aftersales.local.process.ServiceProcess;
import io.aftersales.local.suite.Suite;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An orchestrator that asks every running process for its liveness, several times a second, and would restart it when red: when
 * it says so or cannot be reached, or when it owes several answers in a row.
 */
final class LivenessWatch implements AutoCloseable {

    /** As many answers in a row have to be late, as with an orchestrator's failure threshold. */
    private static final int LATE_IN_A_ROW = 3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(3);
    private final AtomicInteger green = new AtomicInteger();
    private final Queue<String> red = new ConcurrentLinkedQueue<>();
    private volatile Part killed;

    LivenessWatch(Suite suite) {
        List<ServiceProcess> watched = Stream.concat(suite.services().stream(), Stream.of(suite.gateway()))
                .toList();
        for (ServiceProcess process : watched) {
            AtomicInteger late = new AtomicInteger();
            timer.scheduleWithFixedDelay(() -> look(process, late), 0, 200, TimeUnit.MILLISECONDS);
        }
    }

    /** From now on this one is not asked, since it is dead on purpose; null for none. */
    void excuse(Part part) {
        killed = part;
    }

    int greenSoFar() {
        return green.get();
    }

    /** What was not green, each with its process. */
    List<String> red() {
        return List.copyOf(red);
    }

    private void look(ServiceProcess process, AtomicInteger late) {
        if (process == killed) {
            late.set(0);
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(process.url().resolve("/q/health/live"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            late.set(0);
            if (status == 200) {
                green.incrementAndGet();
            } else if (process != killed) {
                red.add("%s answered %d".formatted(process.name(), status));
            }
        } catch (HttpTimeoutException e) {
            if (late.incrementAndGet() == LATE_IN_A_ROW && process != killed) {
                red.add("%s was late %d times in a row: %s".formatted(process.name(), LATE_IN_A_ROW, e));
            }
        } catch (IOException e) {
            if (process != killed) {
                red.add("%s: %s".formatted(process.name(), e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
