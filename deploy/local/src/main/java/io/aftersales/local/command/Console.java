package io.aftersales.local.command;

import java.io.PrintWriter;

/** Lines on the terminal, and one at the bottom that shows how far something is. Used by several threads. */
final class Console {

    private final PrintWriter out;
    /** Without a terminal there is no line to overwrite, so that only every fourth part is told. */
    private final boolean interactive = System.console() != null;

    private boolean lineIsOpen;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void say(String line) {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
        out.println(line);
        out.flush();
    }

    synchronized void progress(String what, int done, int all) {
        String line = "  %-14s %,d of %,d".formatted(what, done, all);
        if (interactive) {
            out.print("\r" + line);
            out.flush();
            lineIsOpen = true;
            if (done == all) {
                out.println();
                lineIsOpen = false;
            }
        } else if (done == all) {
            say(line);
        }
    }
}
