package io.aftersales.helpdesk.aftersales;

import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A document that came out of an action, as its owner last told.
 *
 * @param type such as {@code credit-note}
 * @param number what a person calls it; null while it has none
 * @param state in the owner's words
 * @param href address at the gateway
 * @param facts what a person wants to see at a glance
 * @param onButton whether it counts on the smart button, or shows in the action and the chatter only
 * @param sequence of the owner's event that told this; 0 when another document's event mentioned it
 */
@Embeddable
public record Document(
        String type,
        String number,
        String state,
        String href,
        @JdbcTypeCode(SqlTypes.JSON) Map<String, Object> facts,
        boolean onButton,
        long sequence) {

    /** A document that counts on the smart button. */
    public static Document onButton(String type, String number, String state, String href, Map<String, Object> facts) {
        return new Document(type, number, state, href, facts, true, 0);
    }

    /** A document that is linked from the action and the chatter only. */
    public static Document linked(String type, String number, String state, String href, Map<String, Object> facts) {
        return new Document(type, number, state, href, facts, false, 0);
    }

    /** The same document, with the number and those facts that only another event about it told. */
    Document completedBy(Document other, Set<String> lasting) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        lasting.stream()
                .filter(other.facts::containsKey)
                .forEach(name -> more.putIfAbsent(name, other.facts.get(name)));
        return new Document(type, number == null ? other.number : number, state, href, more, onButton, sequence);
    }

    Document toldAt(long sequence) {
        return new Document(type, number, state, href, facts, onButton, sequence);
    }
}
