package io.aftersales.local.sample;

import io.aftersales.local.api.ApiClient;
import io.aftersales.local.api.ApiClient.Answer;
import io.aftersales.local.identity.User;
import io.aftersales.local.suite.SuiteApi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our company as the sample data has it: its settings, stages, taxes, staff and teams. */
public final class SampleCompany {

    /** A public team with refunds and returns switched on. */
    private static final String TEAM = "Customer care";

    private final SuiteApi api;

    public SampleCompany(SuiteApi api) {
        this.api = api;
    }

    /** The id of the team that looks after customers, if the company was set up before. */
    public Optional<String> team() {
        return api.client("hugo").list("teams").stream()
                .filter(team -> team.path("name").asText().equals(TEAM))
                .map(team -> team.path("id").asText())
                .findFirst();
    }

    /** Sets up what is not there yet, and returns the id of the team that looks after customers. */
    public String setUp() {
        ApiClient manager = api.client("hugo");
        introduceStaff();
        setUpCompany(manager);
        setUpStages(manager);
        setUpTaxes(api.client("anna"));
        return setUpTeams(manager);
    }

    /** Staff are known from their first request on. */
    private void introduceStaff() {
        User.ALL.stream()
                .filter(User::isStaff)
                .forEach(user -> api.client(user.username()).get("company"));
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
                                TEAM,
                                "visibility",
                                "public",
                                "members",
                                List.of("agnes", "hugo"),
                                "services",
                                Map.of("refunds", true, "coupons", true, "returns", true)))
                .id();
    }
}
