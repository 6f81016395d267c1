package io.aftersales.testkit.contract;

import io.aftersales.testkit.Json;
import io.aftersales.testkit.Message;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class ContractsTest {

    private static final String ACTION = "0192f0c4-8f1e-7a2b-9c3d-4e5f60718293";
    private static final String REJECTION = """
            {"actionId":"%s","ticketId":"0192f0c4-8f1e-7a2b-9c3d-4e5f60718294","code":"credit-exceeds-invoice",
             "detail":"Nothing is left."}""".formatted(ACTION);
    private static final String ANNOUNCEMENT = """
            {"service":"accounting","version":"1.0.0","instance":"a","announcedAt":"2026-11-24T10:00:00Z"}""";

    private final Contracts contracts = Contracts.read();

    @Test
    void acceptsARejection() {
        assertThat(violations(rejection())).isEmpty();
    }

    @Test
    void letsReadersMeetFieldsThatTheSchemaDoesNotNameButNoServiceWriteThem() {
        String payload = REJECTION.replace("{", "{\"added\":\"later\",");
        assertThat(contracts.violationsOf("invoice-reversal-rejected", Json.read(payload)))
                .isEmpty();
        assertThat(violations(message("invoice-reversal-rejected", ACTION, payload)))
                .containsExactly("payload/added is not in the schema");
    }

    @Test
    void acceptsAnAnnouncementKeyedByTheService() {
        assertThat(violations(message("service-announced", "accounting", ANNOUNCEMENT)))
                .isEmpty();
    }

    @Test
    void refusesAPayloadThatBreaksItsSchema() {
        assertThat(violations(message(
                        "invoice-reversal-rejected", ACTION, "{\"actionId\":\"" + ACTION + "\",\"code\":\"No!\"}")))
                .anyMatch(found -> found.startsWith("payload") && found.contains("'detail'"))
                .anyMatch(found -> found.startsWith("payload/code"));
    }

    @Test
    void refusesAnIdThatIsNoUuid() {
        assertThat(violations(message("invoice-reversal-rejected", "x", REJECTION.replace(ACTION, "x"))))
                .anyMatch(found -> found.startsWith("payload/actionId"));
    }

    @Test
    void refusesANullWhereAFieldShouldBeLeftOut() {
        assertThat(violations(message(
                        "invoice-reversal-rejected",
                        ACTION,
                        REJECTION.replace("left.\"}", "left.\",\"invoiceId\":null}"))))
                .anyMatch(found -> found.startsWith("payload/invoiceId"));
    }

    @Test
    void refusesAMissingHeader() {
        for (String header :
                List.of("ce_id", "ce_time", "ce_source", "content-type", "ce_dataschema", "ce_correlationid")) {
            assertThat(violations(with(rejection(), header, null))).as(header).isNotEmpty();
        }
    }

    @Test
    void refusesAnIdThatIsNotVersion7() {
        assertThat(violations(with(rejection(), "ce_id", UUID.randomUUID().toString())))
                .anyMatch(found -> found.startsWith("headers/ce_id"));
    }

    @Test
    void refusesASequenceOnARejectionAndItsAbsenceOnAnEvent() {
        assertThat(violations(with(rejection(), "ce_sequence", "1"))).anyMatch(found -> found.contains("ce_sequence"));
        assertThat(violations(message("ticket-closed", ACTION, "{}")))
                .anyMatch(found -> found.startsWith("headers") && found.contains("ce_sequence"));
    }

    @Test
    void refusesAKeyThatIsNotTheSubject() {
        assertThat(violations(with(rejection(), "ce_subject", UUID.randomUUID().toString())))
                .anyMatch(found -> found.startsWith("key "));
    }

    @Test
    void refusesAnotherActionThanThePayloads() {
        assertThat(violations(
                        with(rejection(), "ce_correlationid", UUID.randomUUID().toString())))
                .anyMatch(found -> found.startsWith("ce_correlationid"));
    }

    @Test
    void refusesAMessageOnAnotherOnesTopic() {
        assertThat(violations(with(rejection(), "ce_type", "io.aftersales.credit-note-posted.v1")))
                .containsExactly("credit-note-posted does not belong on topic invoice-reversal-rejected");
        assertThat(violations(message("gift-wrapped", ACTION, "{}")))
                .containsExactly("topic gift-wrapped is not in asyncapi.yaml");
    }

    @Test
    void refusesASenderThatTheDocumentDoesNotName() {
        assertThat(violations(with(rejection(), "ce_source", "/helpdesk")))
                .containsExactly("helpdesk writes to invoice-reversal-rejected, asyncapi.yaml lets [accounting]");
    }

    @Test
    void refusesAWrongDataSchema() {
        assertThat(violations(with(rejection(), "ce_dataschema", "https://example.test/x")))
                .anyMatch(found -> found.startsWith("ce_dataschema is not"));
    }

    @Test
    void holdsWhatTestsSendAgainstTheSchemasUnlessItWasAlteredOnPurpose() {
        Message wrong = with(rejection(), "ce_id", "no id");

        assertThat(contracts.violationsOf(List.of(with(wrong, "aftersales-test", "as promised"))))
                .hasSize(1);
        assertThat(contracts.violationsOf(List.of(with(wrong, "aftersales-test", "altered"))))
                .isEmpty();
    }

    @Test
    void countsTheSequencesOfServicesButNotThoseThatTestsGive() {
        Message seventh = with(message("ticket-closed", ACTION, "{}"), "ce_sequence", "7");

        assertThat(contracts.violationsOf(List.of(seventh))).anyMatch(found -> found.contains("without gaps"));
        assertThat(contracts.violationsOf(List.of(with(seventh, "aftersales-test", "altered"))))
                .isEmpty();
    }

    private List<String> violations(Message message) {
        return contracts.violationsOf(message);
    }

    private static Message rejection() {
        return message("invoice-reversal-rejected", ACTION, REJECTION);
    }

    private static Message message(String name, String key, String payload) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", "0192f0c4-8f1e-7a2b-9c3d-4e5f60718295");
        headers.put("ce_type", "io.aftersales." + name + ".v1");
        headers.put("ce_source", "/accounting");
        headers.put("ce_subject", key);
        headers.put("ce_time", "2026-11-24T10:00:00.123456Z");
        headers.put("ce_dataschema", Contracts.SCHEMA_BASE + name + ".v1.schema.json");
        headers.put("content-type", "application/json");
        if (name.endsWith("-rejected")) {
            headers.put("ce_correlationid", key);
        }
        return new Message(name, 0, 0, key, headers, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static Message with(Message message, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return new Message(message.topic(), 0, 0, message.key(), headers, message.value());
    }
}
