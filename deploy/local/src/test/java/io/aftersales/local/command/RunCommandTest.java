package io.aftersales.local.command;

import io.aftersales.local.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class RunCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path data;

    @Test
    void explainsItsOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("--fresh", "--ephemeral", "--replicas=N", "--only=SERVICE", "--data=DIR", "--port-offset=N");
    }

    @Test
    void namesTheServicesWhenOneIsUnknown() {
        assertThat(run("--only", "helpdesk,nonsense")).isNotZero();
        assertThat(err.toString()).contains("no service called nonsense").contains("helpdesk, accounting");
    }

    @Test
    void refusesNoReplicas() {
        assertThat(run("--replicas", "0")).isNotZero();
        assertThat(err.toString()).contains("at least 1");
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() {
        assertThat(run("--forever")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--forever");
    }

    @Test
    void saysThatAPortDoesNotExistRatherThanStartingHalfOfIt() {
        assertThat(run("--data", data.toString(), "--port-offset", "65000")).isNotZero();
        assertThat(err.toString()).contains("cannot be used");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
