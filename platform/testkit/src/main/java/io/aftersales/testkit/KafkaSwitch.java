package io.aftersales.testkit;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The registered {@link KafkaSwitchMBean}. */
final class KafkaSwitch implements KafkaSwitchMBean {

    private static final String NAME = "io.aftersales.testkit:type=KafkaSwitch";

    private final Runnable stop;
    private final Runnable start;

    private KafkaSwitch(Runnable stop, Runnable start) {
        this.stop = stop;
        this.start = start;
    }

    static void register(Runnable stop, Runnable start) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new KafkaSwitch(stop, start), new ObjectName(NAME));
        } catch (JMException e) {
            throw new IllegalStateException("the broker's switch could not be registered", e);
        }
    }

    /** Turns the switch that some class loader registered: {@code stop} or {@code start}. */
    static void turn(String operation) {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(NAME), operation, null, null);
        } catch (JMException e) {
            throw new IllegalStateException("the broker did not " + operation, e);
        }
    }

    @Override
    public void stop() {
        withOwnClasses(stop);
    }

    @Override
    public void start() {
        withOwnClasses(start);
    }

    /** The broker finds classes of its own by the thread's class loader, which is the caller's. */
    private static void withOwnClasses(Runnable turn) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaSwitch.class.getClassLoader());
        try {
            turn.run();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }
}
