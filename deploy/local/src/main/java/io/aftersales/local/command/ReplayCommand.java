package io.aftersales.local.command;

import io.aftersales.local.process.SuiteException;
import io.aftersales.local.retail.Replay;
import io.aftersales.local.retail.Sales;
import io.aftersales.local.retail.SalesFiles;
import io.aftersales.local.retail.Totals;
import io.aftersales.local.sample.SampleCompany;
import io.aftersales.local.suite.SuiteApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Enters real sales into the suite that runs already, and compares what the suite then says with the sales themselves. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Enters the sales of a folder (day files of Online Retail, *.csv.gz) into the suite that ./run has started, through"
                    + " its public API: customers, products, orders, deliveries and posted invoices, and for each cancellation a ticket"
                    + " with its refunds and returns.",
            "Doing it again doubles nothing. Ends with 1 when the suite's totals are not those of the sales."
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder with the day files.")
    private Path folder;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "As ./run was given it (default: ${DEFAULT-VALUE}).")
    private int portOffset;

    @Override
    public Integer call() {
        Sales sales = SalesFiles.in(folder);
        if (sales.invoices().isEmpty()) {
            throw new SuiteException(
                    "There are no sales in %s: no day file (*.csv.gz) with an invoice.".formatted(folder));
        }
        SuiteApi api = SuiteApi.running(portOffset);
        Console console = new Console(spec.commandLine().getOut());
        long begun = System.nanoTime();
        SampleCompany company = new SampleCompany(api);
        Totals totals = Replay.by(api, company.team().orElseGet(company::setUp), console::progress)
                .run(sales);
        console.say(String.format(Locale.ROOT, "Replayed in %.1f s:", (System.nanoTime() - begun) / 1e9));
        Totals expected = Totals.expectedOf(sales);
        console.say(totals.beside(expected));
        console.say(
                "Left out: %,d lines without customer or not sold, and %,d cancelled ones that match no invoiced line."
                        .formatted(sales.leftOut(), sales.unmatched()));
        return totals.agreesWith(expected) ? 0 : 1;
    }
}
