package io.aftersales.fieldservice.plan;

import io.aftersales.fieldservice.Field;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
class PlanIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private TestUser technician;
    private UUID project;

    @BeforeEach
    void aTechnicianOfAProject() {
        Field.tellCompany();
        technician = Field.technician();
        project = Field.project(technician);
    }

    @Test
    void aDayBeginsAndEndsAsTheCompanysClocksSay() {
        UUID late = planned("2026-12-07T22:30:00Z", "2026-12-07T23:30:00Z");
        UUID early = planned("2026-12-07T07:00:00Z", "2026-12-07T08:00:00Z");
        UUID dayBefore = planned("2026-12-06T22:00:00Z", "2026-12-06T23:00:00Z");

        Rest.as(technician)
                .get("/technicians/{id}/plan?date=2026-12-07", technician.sub())
                .then()
                .statusCode(200)
                .body("technician.name", equalTo(technician.name()))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("tasks.id", equalTo(List.of(early.toString(), late.toString())));
        Rest.as(Field.MANAGER)
                .get("/technicians/{id}/plan?date=2026-12-08", technician.sub())
                .then()
                .body("tasks.id", equalTo(List.of(late.toString())));
        Rest.as(technician)
                .get("/technicians/{id}/plan?date=2026-12-06", technician.sub())
                .then()
                .body("tasks.id", equalTo(List.of(dayBefore.toString())));
    }

    @Test
    void withoutADateThePlanIsTodays() {
        Instant noon = LocalDate.now(BERLIN).atTime(12, 0).atZone(BERLIN).toInstant();
        UUID task = planned(noon.toString(), null);

        Rest.as(technician)
                .get("/technicians/{id}/plan", technician.sub())
                .then()
                .statusCode(200)
                .body("date", equalTo(LocalDate.now(BERLIN).toString()))
                .body("tasks.id", equalTo(List.of(task.toString())));
    }

    @Test
    void theDayInWhichTheClocksChangeHas25Hours() {
        UUID firstHour = planned("2026-10-24T22:10:00Z", "2026-10-24T22:20:00Z");
        UUID lastHour = planned("2026-10-25T22:30:00Z", "2026-10-25T22:40:00Z");
        planned("2026-10-25T23:10:00Z", "2026-10-25T23:20:00Z");

        Rest.as(technician)
                .get("/technicians/{id}/plan?date=2026-10-25", technician.sub())
                .then()
                .body("tasks.id", equalTo(List.of(firstHour.toString(), lastHour.toString())));
    }

    @Test
    void theCalendarIsReadBackByAParser() throws Exception {
        Instant start = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        UUID customer = Field.customer();
        Map<String, Object> more = new HashMap<>(Map.of(
                "title",
                "Pump; leaks, \"badly\" — höchste Eile",
                "description",
                "First line\nsecond line; with, signs\\and " + "a very long text ".repeat(20),
                "customerId",
                customer,
                "assigneeIds",
                List.of(technician.sub()),
                "plannedStart",
                start.toString()));
        UUID task = Field.task(project, more);
        planned(start.plus(400, ChronoUnit.DAYS).toString(), null);

        Response answer = Rest.as(technician).get("/technicians/{id}/calendar.ics", technician.sub());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/calendar");
        String file = new String(answer.asByteArray(), StandardCharsets.UTF_8);
        assertThat(file.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(75));
        Calendar calendar = new CalendarBuilder().build(new StringReader(file));
        calendar.validate();
        List<VEvent> events = calendar.getComponents("VEVENT");
        assertThat(events).hasSize(1);
        VEvent event = events.get(0);
        String number = Field.get("/tasks/" + task).getString("number");
        assertThat(event.getUid().orElseThrow().getValue()).isEqualTo(task + "@aftersales");
        assertThat(event.getSummary().getValue()).isEqualTo(number + " " + more.get("title"));
        assertThat(Instant.from(event.getDateTimeStart().getDate())).isEqualTo(start);
        assertThat(Instant.from(event.getDateTimeEnd().getDate())).isEqualTo(start.plus(1, ChronoUnit.HOURS));
        assertThat(event.getLocation().getValue()).isEqualTo("Main Street 1, 10115 Berlin");
        assertThat(event.getDescription().getValue()).contains("First line\nsecond line; with, signs\\and");
    }

    @Test
    void aTechnicianReadsTheirOwnPlanOnlyAndAnUnknownOneHasNone() {
        TestUser other = Field.technician();
        Field.project(other);

        Rest.as(technician).get("/technicians/{id}/plan", other.sub()).then().statusCode(403);
        Rest.as(technician)
                .get("/technicians/{id}/calendar.ics", other.sub())
                .then()
                .statusCode(403);
        Rest.as(Field.MANAGER)
                .get("/technicians/{id}/plan", "nobody-" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    private UUID planned(String start, String end) {
        Map<String, Object> plan =
                new HashMap<>(Map.of("assigneeIds", List.of(technician.sub()), "plannedStart", start));
        if (end != null) {
            plan.put("plannedEnd", end);
        }
        return Field.task(project, plan);
    }
}
