package io.aftersales.systemtests.badinput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.testkit.Json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A POST or PATCH together with a request to it that is right in every respect, once.
 *
 * @param write as the OpenAPI document names it, such as {@code PATCH /customers/{id}}
 * @param path with real ids
 * @param body what is sent; null where the operation takes nothing
 * @param other another body that is right; null where there is none
 * @param etag of the document that is changed; null where none is
 * @param outcome pattern of the status that it is answered with
 * @param unasked names of properties that hold ids of records whose owner is not asked
 * @param wrong what else is wrong with it, beside what can be wrong with every request
 * @param elsewhere paths at which it is refused because the ids in them do not belong together
 */
record Endpoint(
        String write,
        Caller caller,
        String path,
        ObjectNode body,
        ObjectNode other,
        String etag,
        String outcome,
        Set<String> unasked,
        List<Mutation> wrong,
        List<String> elsewhere) {

    static Endpoint of(String write, Caller caller, String path, Map<String, ?> body) {
        return new Endpoint(
                write,
                caller,
                path,
                body == null ? null : Json.MAPPER.valueToTree(body),
                null,
                null,
                "2..",
                Set.of(),
                List.of(),
                List.of());
    }

    /** The same, with a second body by which a key can be misused. */
    Endpoint or(String property, Object value) {
        return new Endpoint(
                write, caller, path, body, changed(property, value), etag, outcome, unasked, wrong, elsewhere);
    }

    Endpoint at(String version) {
        return new Endpoint(write, caller, path, body, other, version, outcome, unasked, wrong, elsewhere);
    }

    /** The same, where even the right request cannot succeed. */
    Endpoint isRefused(String status) {
        return new Endpoint(write, caller, path, body, other, etag, status, unasked, wrong, elsewhere);
    }

    /** The same, where any id is taken as the value of these properties, wherever in the body they are. */
    Endpoint unasked(String... properties) {
        Set<String> more = new HashSet<>(unasked);
        more.addAll(List.of(properties));
        return new Endpoint(write, caller, path, body, other, etag, outcome, more, wrong, elsewhere);
    }

    /** The same, refused with one of these codes where a property has this value, such as the id of another company's record. */
    Endpoint but(String property, Object value, String codes) {
        List<Mutation> more = new ArrayList<>(wrong);
        more.add(new Mutation(
                "%s: %s".formatted(property, value), changed(property, value).toString(), codes));
        return new Endpoint(write, caller, path, body, other, etag, outcome, unasked, more, elsewhere);
    }

    Endpoint notAt(String anotherPath) {
        List<String> more = new ArrayList<>(elsewhere);
        more.add(anotherPath);
        return new Endpoint(write, caller, path, body, other, etag, outcome, unasked, wrong, more);
    }

    private ObjectNode changed(String property, Object value) {
        ObjectNode changed = body.deepCopy();
        changed.set(property, Json.MAPPER.valueToTree(value));
        return changed;
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
