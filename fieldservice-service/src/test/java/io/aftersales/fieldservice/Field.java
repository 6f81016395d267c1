package io.aftersales.fieldservice;

import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.TestUser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What tests of field service begin with, made as in life: by events, commands and requests. */
public final class Field {

    public static final TestUser MANAGER = TestUser.inRole("fieldservice-manager");

    private static final KafkaProbe KAFKA = KafkaProbe.shared();
    private static final UUID COMPANY = UUID.randomUUID();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Field() {}

    /** A technician whom no other test plans. */
    public static TestUser technician() {
        return TestUser.named("technician-" + UUID.randomUUID(), "technician");
    }

    /** A customer that is its own company, known here when this returns. */
    public static UUID customer() {
        UUID id = UUID.randomUUID();
        tellCustomer(id, id, 1);
        return id;
    }

    public static UUID contactOf(UUID company) {
        UUID id = UUID.randomUUID();
        tellCustomer(id, company, 1);
        return id;
    }

    public static void tellCustomer(UUID id, UUID company, long sequence) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("customerId", id);
        customer.put("companyId", company);
        customer.put("name", "Customer " + id);
        customer.put("address", Map.of("street", "Main Street 1", "zip", "10115", "city", "Berlin"));
        if (!id.equals(company)) {
            customer.put("parentId", company);
        }
        KAFKA.teach(Outgoing.event("customer-changed", id, sequence, customer));
    }

    /** Which customers follow a ticket. */
    public static void tellFollowers(UUID ticket, long sequence, UUID... customers) {
        KAFKA.teach(Outgoing.event(
                "ticket-followers-changed",
                ticket,
                sequence,
                Map.of("ticketId", ticket, "customerIds", List.of(customers))));
    }

    /** Our own company, whose days are those of Berlin. */
    public static void tellCompany() {
        KAFKA.teach(Outgoing.event(
                "company-settings-changed",
                COMPANY,
                SEQUENCE.incrementAndGet(),
                Map.of("companyId", COMPANY, "name", "Test Ltd", "currency", "EUR", "timeZone", "Europe/Berlin")));
    }

    /** The body of a project with the stages New, In progress and Done, the last one closed. */
    public static Map<String, Object> projectForm(TestUser... technicians) {
        Map<String, Object> form = new HashMap<>();
        form.put("name", "Project " + UUID.randomUUID());
        form.put(
                "stages",
                List.of(
                        Map.of("name", "New", "closed", false),
                        Map.of("name", "In progress", "closed", false),
                        Map.of("name", "Done", "closed", true)));
        form.put(
                "technicians",
                Arrays.stream(technicians)
                        .map(one -> Map.of("sub", one.sub(), "name", one.name()))
                        .toList());
        return form;
    }

    public static UUID project(TestUser... technicians) {
        return post("/projects", projectForm(technicians));
    }

    /** A project that customers do not see. */
    public static UUID hiddenProject() {
        Map<String, Object> form = projectForm();
        form.put("visibleToCustomers", false);
        return post("/projects", form);
    }

    /** The id of a project's stage by its place, from 0 on. */
    public static UUID stage(UUID project, int place) {
        return UUID.fromString(get("/projects/" + project).getString("stages[" + place + "].id"));
    }

    public static Map<String, Object> taskForm(UUID project, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("title", "Repair the pump", "projectId", project));
        form.putAll(more);
        return form;
    }

    public static UUID task(UUID project, Map<String, ?> more) {
        return post("/tasks", taskForm(project, more));
    }

    /** A plan of one hour for a technician. */
    public static Map<String, Object> planned(TestUser technician, String start) {
        return Map.of(
                "assigneeIds",
                List.of(technician.sub()),
                "plannedStart",
                start,
                "plannedEnd",
                Instant.parse(start).plusSeconds(3_600).toString());
    }

    public static UUID post(String path, Map<String, ?> body) {
        return id(Rest.as(MANAGER).body(body).post(path).then().statusCode(201));
    }

    public static JsonPath get(String path) {
        return Rest.as(MANAGER).get(path).then().statusCode(200).extract().jsonPath();
    }

    /** Changes something at its present version. */
    public static ValidatableResponse patch(TestUser user, String path, Map<String, ?> changes) {
        String etag = Rest.as(user).get(path).then().statusCode(200).extract().header("ETag");
        return Rest.as(user)
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", etag)
                .body(changes)
                .patch(path)
                .then();
    }

    public static UUID id(ValidatableResponse answer) {
        return UUID.fromString(answer.extract().path("id"));
    }

    /** What the helpdesk asks for from a ticket, with what a test says about it. */
    public static final class Asked {

        private final UUID actionId = UUID.randomUUID();
        private final UUID ticketId = UUID.randomUUID();
        private final Map<String, Object> payload = new LinkedHashMap<>();

        private Asked(UUID project, UUID customer, UUID company) {
            payload.put("actionId", actionId);
            payload.put("ticketId", ticketId);
            payload.put("customerId", customer);
            payload.put("companyId", company);
            payload.put("requestedBy", Map.of("sub", "agent-user", "name", "Test agent-user"));
            payload.put("title", "The pump leaks");
            if (project != null) {
                payload.put("projectId", project);
            }
        }

        public static Asked of(UUID project, UUID customer) {
            return new Asked(project, customer, customer);
        }

        public static Asked of(UUID project, UUID customer, UUID company) {
            return new Asked(project, customer, company);
        }

        public Asked with(Map<String, ?> more) {
            payload.putAll(more);
            return this;
        }

        public Asked without(String field) {
            payload.remove(field);
            return this;
        }

        public UUID actionId() {
            return actionId;
        }

        public UUID ticketId() {
            return ticketId;
        }

        public Outgoing command() {
            return Outgoing.command("create-task", ticketId, actionId, payload);
        }

        public Asked send() {
            KAFKA.send(command());
            return this;
        }

        /** Sent though it breaks the schema, as only a faulty sender would. */
        public Asked sendBroken() {
            KAFKA.send(command().header("x-broken", "on purpose"));
            return this;
        }

        public Message created() {
            return KAFKA.awaitOfAction("task-created", actionId);
        }

        public UUID taskId() {
            return UUID.fromString(created().text("/taskId"));
        }

        public Message rejected() {
            return KAFKA.awaitOfAction("task-rejected", actionId);
        }
    }

    /** Waits for the event by which a task told of something. */
    public static Message changed(UUID task, Predicate<Message> wanted) {
        return KAFKA.await("task-changed", KafkaProbe.keyed(task).and(wanted));
    }
}
