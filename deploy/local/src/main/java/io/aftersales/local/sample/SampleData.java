package io.aftersales.local.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.local.api.ApiClient;
import io.aftersales.local.api.ApiClient.Answer;
import io.aftersales.local.identity.User;
import io.aftersales.local.process.SuiteException;
import io.aftersales.local.retail.Replay;
import io.aftersales.local.retail.Sales;
import io.aftersales.local.retail.SalesFiles;
import io.aftersales.local.retail.Totals;
import io.aftersales.local.suite.Suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a new suite is filled with, through its public API: our company, stages, teams, taxes, users, and three days of
 * real sales. A file in the data folder remembers that it was done.
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
        ApiClient manager = suite.client("hugo");
        ApiClient accountant = suite.client("anna");
        introduceStaff();
        setUpCompany(manager);
        setUpStages(manager);
        setUpTaxes(accountant);
        String teamId = setUpTeams(manager);
        String customerId = manager.post(
                        "customers",
                        "sample/customer/carl",
                        Map.of(
                                "name", "Carl Customer",
                                "email", "carl@example.com",
                                "externalReference", "sample/carl"))
                .id();
        Sales sales = SalesFiles.bundled();
        Totals totals = new Replay(manager, accountant, teamId, progress).run(sales);
        say.accept("  " + totals);
        Totals expected = Totals.expectedOf(sales);
        if (!totals.agreesWith(expected)) {
            throw new SuiteException("The sample data is not right, it should be " + expected);
        }
        return new Loaded(teamId, customerId);
    }

    /** Staff are known from their first request on. */
    private void introduceStaff() {
        User.ALL.stream()
                .filter(User::isStaff)
                .forEach(user -> suite.client(user.username()).get("company"));
    }

    private void setUpCompany(ApiClient manager) {
        Answer company = manager.get("company");
        manager.patch(
                "company",
                company.etag(),
                Map.of(
                        "name", "Aftersales Gifts Ltd",
                        "address",
                                Map.of(
                                        "street", "1 Example Street",
                                        "city", "London",
                                        "zip", "EC1A 1AA",
                                        "country", "United Kingdom"),
                        "vatId", "GB123456789",
                        "currency", "GBP",
                        "timeZone", "Europe/London"));
    }

    private void setUpStages(ApiClient manager) {
        List<Map<String, Object>> stages = List.of(
                Map.of("name", "New", "position", 10, "folded", false),
                Map.of("name", "In progress", "position", 20, "folded", false),
                Map.of("name", "Waiting for the customer", "position", 30, "folded", false),
                Map.of("name", "Solved", "position", 40, "folded", true));
        stages.forEach(stage -> manager.post("stages", "sample/stage/" + stage.get("position"), stage));
    }

    private void setUpTaxes(ApiClient accountant) {
        List<Map<String, Object>> taxes =
                List.of(Map.of("name", "VAT 20 %", "rate", 20), Map.of("name", "VAT 5 %", "rate", 5));
        taxes.forEach(tax -> accountant.post("taxes", "sample/tax/" + tax.get("rate"), tax));
    }

    private String setUpTeams(ApiClient manager) {
        manager.post(
                "teams",
                "sample/team/key-accounts",
                Map.of(
                        "name",
                        "Key accounts",
                        "visibility",
                        "internal",
                        "members",
                        List.of("hugo"),
                        "services",
                        Map.of("refunds", true)));
        return manager.post(
                        "teams",
                        "sample/team/customer-care",
                        Map.of(
                                "name",
                                "Customer care",
                                "visibility",
                                "public",
                                "members",
                                List.of("agnes", "hugo"),
                                "services",
                                Map.of("refunds", true)))
                .id();
    }

    /**
     * What of the sample data others go on from.
     *
     * @param teamId a public team with refunds switched on
     * @param customerId whom the user carl acts for
     */
    public record Loaded(String teamId, String customerId) {}
}
