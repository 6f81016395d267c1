package io.aftersales.local.command;

import java.io.PrintWriter;

/** Lines on the terminal, and one at the bottom that shows how far something is. Used by several threads. */
final class Console {

    private static final int BAR = 30;

    private final PrintWriter out;
    /** Without a terminal there is no line to overwrite, so that only the end is told. */
    private final boolean interactive = System.console() != null;

    private boolean lineIsOpen;
    private String counted;
    private int count;

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

    /** Threads may come here in another order than they counted in; the highest count is shown. */
    synchronized void progress(String what, int done, int all) {
        if (what.equals(counted) && done < count) {
            return;
        }
        counted = what;
        count = done;
        String line = "  %-14s %,d of %,d".formatted(what, done, all);
        if (!interactive && done == all) {
            say(line);
        } else if (interactive) {
            out.print("\r  %-14s %s %,d of %,d".formatted(what, bar(done, all), done, all));
            out.flush();
            lineIsOpen = true;
            if (done == all) {
                out.println();
                lineIsOpen = false;
            }
        }
    }

    private static String bar(int done, int all) {
        int full = all == 0 ? BAR : (int) ((long) BAR * done / all);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }
}
