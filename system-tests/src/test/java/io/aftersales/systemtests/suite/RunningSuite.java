package io.aftersales.systemtests.suite;

import io.aftersales.local.process.ServiceProcess;
import io.aftersales.local.suite.Ports;
import io.aftersales.local.suite.Suite;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.local.topology.Topology;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.topics.Topics;
import io.aftersales.testkit.Project;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The packaged suite, started as real processes on free ports for one test class, empty at first. Its data and logs lie in
 * {@code target/suites/<test class>} and stay there until the next run, for whoever looks for the cause of a failure.
 */
public final class RunningSuite implements AutoCloseable {

    /** The two services that own a database. */
    public static final List<String> SERVICES = List.of("helpdesk", "accounting");

    /** The optimising compiler would take half of the time that a short run lasts. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Suite suite;

    private RunningSuite(Suite suite) {
        this.suite = suite;
    }

    /** Starts it and returns when every process is ready. */
    public static RunningSuite startFor(Class<?> test) {
        return startFor(test, chosen -> chosen);
    }

    /** @param choice what is different from one of each service with the usual configuration */
    public static RunningSuite startFor(Class<?> test, UnaryOperator<SuiteBuilder> choice) {
        return start(test, chosen -> choice.apply(chosen.fresh()));
    }

    /** Starts it again, with the data that it had when it was closed. */
    public static RunningSuite startAgainFor(Class<?> test, UnaryOperator<SuiteBuilder> choice) {
        return start(test, choice);
    }

    private static RunningSuite start(Class<?> test, UnaryOperator<SuiteBuilder> choice) {
        Path module = Project.root().resolve("system-tests");
        SuiteBuilder chosen = Suite.in(Project.root())
                .data(module.resolve("target/suites").resolve(test.getSimpleName()))
                .ports(Ports.free());
        Stream.concat(Topology.load().services().stream().map(Topology.Service::name), Stream.of("gateway"))
                .forEach(process -> chosen.environment(process, "JAVA_TOOL_OPTIONS", QUICK_START));
        return new RunningSuite(choice.apply(chosen).start());
    }

    /** The processes themselves, to be killed and started again. */
    public Suite processes() {
        return suite;
    }

    /** Somebody who uses the REST API at the gateway. */
    public Caller as(String username) {
        return as(username, suite.api());
    }

    /** Somebody who goes past the gateway, straight to this replica. */
    public Caller as(String username, ServiceProcess replica) {
        return as(username, replica.url().resolve("/api/v1/"));
    }

    /** Somebody without a token, at the gateway. */
    public Caller asNobody() {
        return new Caller(suite.api(), null);
    }

    private Caller as(String username, URI api) {
        return new Caller(api, suite.identity().token(username));
    }

    /** Whether this service is a part of the suite. */
    public boolean runs(String service) {
        return suite.services().stream()
                .anyMatch(process -> process.name().split("-")[0].equals(service));
    }

    /** A new connection to a service's database, as an outside reader. */
    public Connection database(String service) {
        try {
            return DriverManager.getConnection(suite.database().jdbcUrl(service));
        } catch (SQLException e) {
            throw new IllegalStateException("the database of " + service + " cannot be reached", e);
        }
    }

    /** The broker as an outside system sees it. */
    public Topics topics() {
        return new Topics(suite.broker().bootstrapServers());
    }

    @Override
    public void close() {
        suite.close();
    }
}
