package io.aftersales.local.command;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTest {

    private final StringWriter out = new StringWriter();
    private final Console console = new Console(new PrintWriter(out, true));

    @Test
    void tellsTheEndOfAProgressOnceWhereThereIsNoTerminal() {
        console.progress("invoices", 0, 2);
        console.progress("invoices", 2, 2);
        console.progress("invoices", 1, 2);
        console.progress("checks", 1, 1);

        assertThat(out.toString().lines()).containsExactly("  invoices       2 of 2", "  checks         1 of 1");
    }
}
