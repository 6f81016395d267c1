package io.aftersales.platform.envelope;

/**
 * A kind of message: one topic and one schema per major version.
 *
 * @param name kebab-case, imperative for a command, past tense for an event
 * @param version the major version; within it a schema only grows
 * @param payloadClass the record that the payload is read into, and written from
 * @param topic where it is written: named like the message, but for dead letters
 * @param confidential whether only those may see its payload who read its topic: a service that cannot take one in keeps it to
 *     itself
 */
public record MessageType<T>(String name, int version, Class<T> payloadClass, String topic, boolean confidential) {

    /** In front of every CloudEvents type of the suite. */
    public static final String PREFIX = "io.aftersales.";

    public static <T> MessageType<T> of(String name, Class<T> payloadClass) {
        return new MessageType<>(name, 1, payloadClass, name, false);
    }

    /** The same for messages with a secret in them. */
    public static <T> MessageType<T> confidential(String name, Class<T> payloadClass) {
        return new MessageType<>(name, 1, payloadClass, name, true);
    }

    /** The CloudEvents type, such as {@code io.aftersales.credit-note-posted.v1}. */
    public String ceType() {
        return PREFIX + name + ".v" + version;
    }
}
