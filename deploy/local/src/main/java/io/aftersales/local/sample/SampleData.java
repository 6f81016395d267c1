package io.aftersales.local.sample;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.retail.Replay;
import io.aftersales.local.retail.Sales;
import io.aftersales.local.retail.SalesFiles;
import io.aftersales.local.retail.Totals;
import io.aftersales.local.suite.Suite;
import io.aftersales.local.suite.SuiteApi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a new suite is filled with, through its public API: our company, stages, teams, taxes, users, coupon programs, field
 * service with customers who sign in, repairs, and three days of real sales. A file in the data folder remembers that it was
 * done.
 */
public final class SampleData {

    private final Suite suite;
    private final Consumer<String> say;
    private final Replay.Progress progress;
    private final ObjectMapper json = new ObjectMapper();

    public SampleData(Suite suite, Consumer<String> say, Replay.Progress progress) {
        this.suite = suite;
        this.say = say;
        this.progress = progress;
    }

    /**
     * What was loaded by an earlier start, else loads it.
     *
     * @throws SuiteException if the API refuses something, or the totals are not those of the sales
     */
    public Loaded ensure() {
        return remembered().orElseGet(() -> {
            Loaded loaded = load();
            remember(loaded);
            return loaded;
        });
    }

    /** What was loaded by an earlier start. */
    public Optional<Loaded> remembered() {
        try {
            return Files.exists(memory())
                    ? Optional.of(json.readValue(memory().toFile(), Loaded.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(Loaded loaded) {
        try {
            json.writeValue(memory().toFile(), loaded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path memory() {
        return suite.dataFolder().resolve("sample-data.json");
    }

    private Loaded load() {
        SuiteApi api = suite.clientView();
        String teamId = new SampleCompany(api).setUp();
        new SampleLoyalty(api).setUp();
        Map<String, String> contacts = new SampleFieldService(api).setUp(teamId);
        new SampleInventory(api).setUp(contacts.get("carl"));
        new SampleRepairs(api).setUp(teamId, contacts);
        Sales sales = SalesFiles.bundled();
        Totals totals = Replay.by(api, teamId, progress).run(sales);
        say.accept("  " + totals);
        Totals expected = Totals.expectedOf(sales);
        if (!totals.agreesWith(expected)) {
            throw new SuiteException("The sample data is not right, it should be " + expected);
        }
        return new Loaded(teamId, contacts);
    }

    /**
     * What of the sample data others go on from.
     *
     * @param teamId a public team with refunds, coupons, returns, repairs and field service switched on
     * @param contacts ids of customers, by the users who act for them
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Loaded(String teamId, Map<String, String> contacts) {

        public Loaded {
            contacts = contacts == null ? Map.of() : Map.copyOf(contacts);
        }
    }
}
