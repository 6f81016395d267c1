package io.aftersales.platform.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;

import java.util.Map;
import java.util.Set;

/**
 * JSON Merge Patch (RFC 7396): a member replaces, null removes, objects are merged, arrays are replaced whole. The result has
 * to be a valid document again.
 */
@ApplicationScoped
public class MergePatch {

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param patch the request's body
     * @param current the editable part of the document as it is
     * @return the editable part as it shall be, valid by its Bean Validation constraints
     * @throws RuleBroken 400 for a patch that is no object
     * @throws ConstraintViolationException if the result breaks a constraint
     */
    public <D> D apply(JsonNode patch, D current, Class<D> type) {
        if (patch == null || !patch.isObject()) {
            throw new RuleBroken(GeneralProblem.MALFORMED_REQUEST, "A merge patch is a JSON object");
        }
        try {
            D patched = json.treeToValue(merge(json.valueToTree(current), patch), type);
            Set<ConstraintViolation<D>> violations = validator.validate(patched);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return patched;
        } catch (JsonProcessingException wrongType) {
            throw new WebApplicationException(wrongType, 400);
        }
    }

    private JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target != null && target.isObject() ? (ObjectNode) target : json.createObjectNode();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merge(merged.get(member.getKey()), member.getValue()));
            }
        }
        return merged;
    }
}
