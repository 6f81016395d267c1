package io.aftersales.local;

import io.aftersales.local.command.RunCommand;
import io.aftersales.local.process.SuiteException;
import picocli.CommandLine;

/** What {@code ./run} executes. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line; what goes wrong in the suite is told in a sentence, what goes wrong in the runner by its trace. */
    public static CommandLine commandLine() {
        return new CommandLine(new RunCommand()).setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof SuiteException) {
                line.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }
}
