package io.aftersales.systemtests.bench;

import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.bench.actions.FrontEnd;
import io.aftersales.systemtests.suite.RunningSuite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The suite that is measured. Nothing in it is set otherwise than {@code ./run} sets it. */
final class BenchSuite {

    private BenchSuite() {}

    /** @param recordings folder for Flight Recorder's files; null for none */
    static RunningSuite start(Path recordings) {
        return RunningSuite.startFor(Bench.class, suite -> asRunDoes(suite, recordings));
    }

    /** The tests' suites run without the optimising compiler, and a benchmark must not. */
    private static SuiteBuilder asRunDoes(SuiteBuilder suite, Path recordings) {
        for (String process : List.of("helpdesk", "accounting", "gateway")) {
            suite.environment(process, "JAVA_TOOL_OPTIONS", recordings == null ? "" : recording(recordings, process));
        }
        return suite;
    }

    private static String recording(Path recordings, String process) {
        try {
            Files.createDirectories(recordings);
            return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + recordings.resolve(process + ".jfr");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody with an access token, who keeps connections open as a browser does. */
    static FrontEnd frontEnd(RunningSuite suite, String user, URI api) {
        return new FrontEnd(api, suite.processes().identity().token(user));
    }
}
