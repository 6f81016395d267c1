package io.aftersales.platform.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;

/** A record's headers as the database keeps them: a JSON object of texts. */
@ApplicationScoped
class HeadersJson {

    private final ObjectMapper json;

    HeadersJson(ObjectMapper json) {
        this.json = json;
    }

    String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a map of texts", unwritable);
        }
    }

    Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("headers of a record", unreadable);
        }
    }
}
