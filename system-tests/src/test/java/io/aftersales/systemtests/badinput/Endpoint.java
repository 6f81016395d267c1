package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.testkit.Json;

import java.util.Map;

/**
 * A POST or PATCH together with a request to it that is right in every respect, once.
 *
 * @param write as the OpenAPI document names it, such as {@code PATCH /customers/{id}}
 * @param path with real ids
 * @param body what is sent; null where the operation takes nothing
 * @param other another body that is right; null where there is none
 * @param etag of the document that is changed; null where none is
 * @param outcome pattern of the status that it is answered with
 */
record Endpoint(
        String write, Caller caller, String path, ObjectNode body, ObjectNode other, String etag, String outcome) {

    static Endpoint of(String write, Caller caller, String path, Map<String, ?> body) {
        return new Endpoint(
                write, caller, path, body == null ? null : Json.MAPPER.valueToTree(body), null, null, "2..");
    }

    /** The same, with a second body by which a key can be misused. */
    Endpoint or(String property, Object value) {
        ObjectNode changed = body.deepCopy();
        changed.set(property, Json.MAPPER.valueToTree(value));
        return new Endpoint(write, caller, path, body, changed, etag, outcome);
    }

    Endpoint at(String version) {
        return new Endpoint(write, caller, path, body, other, version, outcome);
    }

    /** The same, where even the right request cannot succeed. */
    Endpoint isRefused(String status) {
        return new Endpoint(write, caller, path, body, other, etag, status);
    }

    String method() {
        return write.substring(0, write.indexOf(' '));
    }

    boolean isPatch() {
        return method().equals("PATCH");
    }

    /** Who sends it as it has to be sent: with the version that a PATCH needs. */
    Caller sender() {
        return isPatch() ? caller.with(Map.of("If-Match", etag)) : caller;
    }
}
