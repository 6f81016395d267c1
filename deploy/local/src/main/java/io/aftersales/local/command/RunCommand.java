package io.aftersales.local.command;

import io.aftersales.local.process.SuiteException;
import io.aftersales.local.sample.SampleData;
import io.aftersales.local.suite.Ports;
import io.aftersales.local.suite.Suite;
import io.aftersales.local.suite.SuiteBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the suite on this machine, keeps it running, and stops it on Ctrl-C. */
@Command(
        name = "./run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole suite on this machine: PostgreSQL, Kafka, a token issuer, a mail catcher, the services and the"
                    + " gateway, all on 127.0.0.1. The first start loads sample data. Ctrl-C stops everything."
        },
        subcommands = ReplayCommand.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--fresh", description = "Start over: forget what earlier runs kept.")
    private boolean fresh;

    @Option(names = "--ephemeral", description = "Keep nothing: data goes to a temporary folder, removed at the end.")
    private boolean ephemeral;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep data and logs in this folder (default: .aftersales in the checkout).")
    private Path data;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run N of each service behind the gateway (default: ${DEFAULT-VALUE}).")
    private int replicas;

    @Option(names = "--only", paramLabel = "SERVICE", split = ",", description = "Leave the other services out.")
    private List<String> only;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Add N to every port, to run beside another suite (default: ${DEFAULT-VALUE}).")
    private int portOffset;

    @Option(names = "--no-sample-data", description = "Do not load the sample data.")
    private boolean noSampleData;

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        Console console = new Console(out);
        SuiteBuilder chosen = suite().listener(console::say);
        RunnerLog.to(chosen.dataFolder());
        console.say("aftersales starts on this machine, data and logs in " + chosen.dataFolder());
        Suite suite = chosen.build();
        AtomicBoolean interrupted = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.set(true);
            if (!suite.isClosing()) {
                console.say("Stopping:");
                suite.close();
                console.say("Stopped.");
            }
        }));
        try {
            suite.start();
            Optional<SampleData.Loaded> sample = sampleData(suite, console);
            sample.ifPresent(loaded -> loaded.contacts().forEach(suite.identity()::actsFor));
            new Greeting(suite, Duration.ofNanos(System.nanoTime() - begun), sample).print(out);
        } catch (SuiteException e) {
            if (!interrupted.get()) {
                throw e;
            }
        }
        waitForever();
        return 0;
    }

    private Optional<SampleData.Loaded> sampleData(Suite suite, Console console) {
        SampleData sample = new SampleData(suite, console::say, console::progress);
        if (noSampleData || only != null) {
            return sample.remembered();
        }
        return Optional.of(sample.ensure());
    }

    private SuiteBuilder suite() {
        SuiteBuilder suite = Suite.in(Path.of(System.getProperty("aftersales.root", ".")))
                .reviveTheDead()
                .replicas(replicas)
                .ports(Ports.shiftedBy(portOffset));
        if (only != null) {
            suite.only(only);
        }
        if (data != null) {
            suite.data(data);
        }
        if (ephemeral) {
            suite.ephemeral();
        } else {
            suite.recordClasses();
        }
        if (fresh) {
            suite.fresh();
        }
        return suite;
    }

    /** The suite is stopped by the hook that Ctrl-C, SIGTERM and a closed terminal run. */
    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
