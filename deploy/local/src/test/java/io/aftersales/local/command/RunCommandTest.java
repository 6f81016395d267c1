package io.aftersales.local.command;

import io.aftersales.local.Main;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.assertj.core.api.Assertions.assertThat;

class RunCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

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

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
