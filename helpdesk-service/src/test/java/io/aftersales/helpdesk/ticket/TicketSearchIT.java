package io.aftersales.helpdesk.ticket;

import io.aftersales.helpdesk.Desk;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
class TicketSearchIT {

    private UUID team;
    private UUID customer;
    private String name;

    @BeforeEach
    void aTeamAndACustomer() {
        Desk.stage(false);
        team = Desk.refundingTeam();
        name = "Zoë " + UUID.randomUUID();
        customer = Desk.post(Desk.AGENT, "/customers", Map.of("name", name));
    }

    @Test
    void findsWordsInSubjectDescriptionNumberAndCustomerName() {
        UUID lamp = ticket(Map.of("subject", "The LAMP flickers", "description", "100%_sure! it is broken"));
        UUID chair = ticket(Map.of("subject", "A chair", "customerId", customer));
        String number = Desk.get("/tickets/{id}", lamp).extract().path("number");

        assertThat(found(Map.of("q", "lamp"))).containsExactly(lamp.toString());
        assertThat(found(Map.of("q", "BROK  flick"))).containsExactly(lamp.toString());
        assertThat(found(Map.of("q", "chair " + name))).containsExactly(chair.toString());
        assertThat(found(Map.of("q", number))).containsExactly(lamp.toString());
        assertThat(found(Map.of("q", "lamp chair"))).isEmpty();
    }

    @Test
    void wildcardsAreOrdinaryCharacters() {
        UUID sure = ticket(Map.of("subject", "100%_sure!"));
        ticket(Map.of("subject", "100 is sure"));

        assertThat(found(Map.of("q", "0%_s"))).containsExactly(sure.toString());
        assertThat(found(Map.of("q", "sure!"))).containsExactly(sure.toString());
        assertThat(found(Map.of("q", "0_i"))).isEmpty();
    }

    @Test
    void theSearchUsesItsIndexes() throws Exception {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            assertThat(plan(statement, "select id from ticket where search_text ilike '%lamp%' escape '!'"))
                    .contains("ticket_search");
            assertThat(plan(statement, "select id from customer where name ilike '%zoë%' escape '!'"))
                    .contains("customer_search");
        }
    }

    @Test
    void aReferenceNamesOneTicket() {
        String reference = "replay-" + UUID.randomUUID();
        UUID ticket = ticket(Map.of("externalReference", reference));
        ticket(Map.of());

        assertThat(found(Map.of("externalReference", reference))).containsExactly(ticket.toString());
        Rest.as(Desk.AGENT)
                .body(Map.of("subject", "Twin", "teamId", team, "externalReference", reference))
                .post("/tickets")
                .then()
                .statusCode(409)
                .body("code", equalTo("reference-taken"));
    }

    @Test
    void filtersByPriorityAndByWhenATicketWasOpenedAndClosed() {
        UUID urgent = ticket(Map.of("priority", 3));
        UUID calm = ticket(Map.of("priority", 0));
        Desk.stage(true);
        Rest.as(Desk.AGENT).post("/tickets/{id}/close", calm).then().statusCode(200);
        String opened = Desk.get("/tickets/{id}", urgent).extract().path("openedAt");
        String later = Desk.get("/tickets/{id}", calm).extract().path("openedAt");
        String closed = Desk.get("/tickets/{id}", calm).extract().path("closedAt");

        assertThat(found(Map.of("priority", "3"))).containsExactly(urgent.toString());
        assertThat(found(Map.of("openedFrom", opened, "openedBefore", later))).containsExactly(urgent.toString());
        assertThat(found(Map.of("closedFrom", closed))).containsExactly(calm.toString());
        assertThat(found(Map.of("closedBefore", closed))).isEmpty();
    }

    @Test
    void sortsByAgeBothWaysAndByPriorityAndPagesThroughEachOrderWhole() {
        List<String> byAge = new ArrayList<>();
        for (int priority : List.of(1, 3, 1, 0, 3)) {
            byAge.add(ticket(Map.of("priority", priority)).toString());
        }

        assertThat(pagedThrough("openedAt")).isEqualTo(byAge);
        assertThat(pagedThrough("-openedAt"))
                .containsExactly(byAge.get(4), byAge.get(3), byAge.get(2), byAge.get(1), byAge.get(0));
        assertThat(pagedThrough("-priority"))
                .containsExactly(byAge.get(4), byAge.get(1), byAge.get(2), byAge.get(0), byAge.get(3));
    }

    @Test
    void findsNoTicketThatTheCallerMayNotSee() {
        UUID privateTeam = Desk.team("private", Map.of());
        String word = "secret" + UUID.randomUUID();
        Rest.as(Desk.MANAGER)
                .body(Map.of("subject", word, "teamId", privateTeam))
                .post("/tickets")
                .then()
                .statusCode(201);

        assertThat(ids(Rest.as(Desk.AGENT).queryParam("q", word).get("/tickets").then()))
                .isEmpty();
        assertThat(ids(Rest.as(Desk.MANAGER)
                        .queryParam("q", word)
                        .get("/tickets")
                        .then()))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "q, ab, 422",
        "q, 'one two three four five six seven eight nine ten eleven', 422",
        "sort, subject, 422",
        "priority, 4, 422",
        "openedFrom, yesterday, 400",
        "openedFrom, -100000-01-01T00:00:00Z, 400",
        "closedBefore, +10000-01-01T00:00:00Z, 400",
        "closedBefore, 2026-11-25, 400",
        "customerId, Ada, 400"
    })
    void aFilterThatMakesNoSenseIsRefused(String parameter, String value, int status) {
        Rest.as(Desk.AGENT).queryParam(parameter, value).get("/tickets").then().statusCode(status);
    }

    private UUID ticket(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("subject", "It broke", "teamId", team));
        body.putAll(more);
        return Desk.post(Desk.AGENT, "/tickets", body);
    }

    private List<String> found(Map<String, ?> query) {
        return ids(Rest.as(Desk.AGENT)
                .queryParam("teamId", team)
                .queryParams(query)
                .get("/tickets")
                .then());
    }

    private List<String> pagedThrough(String sort) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            var request = Rest.as(TestUser.inRole("agent"))
                    .queryParam("teamId", team)
                    .queryParam("sort", sort)
                    .queryParam("limit", 2);
            ValidatableResponse page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/tickets")
                    .then();
            all.addAll(ids(page));
            cursor = page.extract().path("next");
        } while (cursor != null);
        return all;
    }

    private static List<String> ids(ValidatableResponse page) {
        return page.statusCode(200).extract().path("items.id");
    }

    private static String plan(Statement statement, String query) throws Exception {
        StringBuilder plan = new StringBuilder();
        try (ResultSet row = statement.executeQuery("explain " + query)) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
