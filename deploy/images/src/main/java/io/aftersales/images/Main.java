package io.aftersales.images;

import picocli.CommandLine;

import java.nio.file.Path;

/** What {@code deploy/images/build} executes; the script says where the checkout is and which revision it has. */
final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        BuildCommand build = new BuildCommand(
                Path.of(System.getProperty("aftersales.root")), System.getProperty("aftersales.revision", "unknown"));
        CommandLine line = new CommandLine(build).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ImageException) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
        System.exit(line.execute(arguments));
    }
}
