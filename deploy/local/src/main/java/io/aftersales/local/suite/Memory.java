package io.aftersales.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How much memory processes take, each shared page counted in equal shares (PSS); known on Linux only. */
final class Memory {

    private Memory() {}

    /** In KiB; empty where the system does not tell. */
    static OptionalLong ofAll(Stream<ProcessHandle> processes) {
        long[] each = processes.mapToLong(Memory::of).filter(size -> size >= 0).toArray();
        return each.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(each).sum());
    }

    /** In KiB; negative where the system does not tell, or the process has ended. */
    private static long of(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
