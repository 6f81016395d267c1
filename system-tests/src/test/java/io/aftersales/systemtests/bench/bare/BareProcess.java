package io.aftersales.systemtests.bench.bare;

import io.aftersales.systemtests.bench.load.Load;
import io.aftersales.systemtests.bench.load.Measured;
import io.aftersales.systemtests.bench.load.Operation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * Main class of the pipeline's two processes. Each ends when its input does, so none outlives the benchmark. The asking one
 * takes a load a line, and prints what it measured.
 */
final class BareProcess {

    private BareProcess() {}

    /** Takes {@code asking} or {@code doing}, the database and the broker. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        String jdbcUrl = arguments[1];
        String bootstrapServers = arguments[2];
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (arguments[0].equals("asking")) {
            Operation asking = Asking.start(jdbcUrl, bootstrapServers);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println(run(line.split(" "), asking).encoded());
            }
        } else {
            Doing.start(jdbcUrl, bootstrapServers);
            while (input.readLine() != null) {
                // Nothing is said to it: only the end counts.
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static Measured run(String[] load, Operation operation) {
        int much = Integer.parseInt(load[1]);
        int count = Integer.parseInt(load[2]);
        return load[0].equals("callers") ? Load.byCallers(much, count, operation) : Load.atRate(much, count, operation);
    }
}
