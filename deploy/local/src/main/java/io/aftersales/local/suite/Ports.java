package io.aftersales.local.suite;

import io.aftersales.local.process.SuiteException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Decides which ports on the loopback address the suite's processes get. */
@FunctionalInterface
public interface Ports {

    /**
     * A free port for each.
     *
     * @param usual name of the process → port that the topology names
     * @param patience how long to wait for ports that a run before this one may still hold
     * @return name of the process → its port, all different
     * @throws SuiteException if one is taken
     */
    Map<String, Integer> assign(Map<String, Integer> usual, Duration patience);

    /** The usual ports, each higher by this number. */
    static Ports shiftedBy(int offset) {
        return (usual, patience) -> {
            long deadline = System.nanoTime() + patience.toNanos();
            Map<String, Integer> assigned = new LinkedHashMap<>();
            Set<Integer> given = new HashSet<>();
            usual.forEach((name, port) -> {
                int shifted = port + offset;
                if (shifted < 1 || shifted > 65_535 || !given.add(shifted)) {
                    throw new SuiteException("Port %d cannot be used for %s.".formatted(shifted, name));
                }
                while (!isFree(shifted)) {
                    if (System.nanoTime() > deadline) {
                        throw new SuiteException(
                                "Port %d, which %s needs, is taken by another program. End that one, or move the whole suite with --port-offset 1000."
                                        .formatted(shifted, name));
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
                assigned.put(name, shifted);
            });
            return assigned;
        };
    }

    /**
     * Whatever is free between 20000 and 32000, so that several suites run side by side. The system takes ports for
     * outgoing connections from above that, so a process that was stopped finds its own still free.
     */
    static Ports free() {
        return (usual, patience) -> {
            Map<String, Integer> assigned = new LinkedHashMap<>();
            for (String name : usual.keySet()) {
                int port;
                do {
                    port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
                } while (assigned.containsValue(port) || !isFree(port));
                assigned.put(name, port);
            }
            return assigned;
        };
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
