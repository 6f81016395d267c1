package io.aftersales.testkit;

/**
 * Stops and starts the broker of this JVM. A management bean, because every class loader of the JVM reaches those, whichever
 * of them started the broker.
 */
public interface KafkaSwitchMBean {

    /** Stops the broker, or, where it is a container, freezes it: clients get no answer from its address. */
    void stop();

    /** Starts it again, at the same address and with all that it held. */
    void start();
}
