package io.aftersales.local.process;

import kafka.Kafka;
import kafka.tools.StorageTool;

import java.nio.file.Path;

/** The main class of the broker's JVM: formats the storage if that was never done, then runs Kafka until SIGTERM. */
final class BrokerMain {

    /** The cluster is this one process: its id needs no secrecy and must outlive every start. */
    private static final String CLUSTER_ID = "YWZ0ZXJzYWxlcy1sb2NhbA";

    private BrokerMain() {}

    /** Takes the path of the broker's properties. */
    public static void main(String[] arguments) {
        String settings = Path.of(arguments[0]).toString();
        int failure = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", settings}, System.out);
        if (failure != 0) {
            System.exit(failure);
        }
        Kafka.main(new String[] {settings});
    }
}
