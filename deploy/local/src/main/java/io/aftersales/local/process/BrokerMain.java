package io.aftersales.local.process;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** The main class of the broker's JVM: formats the storage if that was never done, then runs Kafka until SIGTERM. */
final class BrokerMain {

    /** The cluster is this one process: its id needs no secrecy and must outlive every start. */
    private static final String CLUSTER_ID = "YWZ0ZXJzYWxlcy1sb2NhbA";

    /** With one replica of everything the last one alive is the one with all records: no election is unclean. */
    private static final String ONE_REPLICA = "eligible.leader.replicas.version=0";

    private BrokerMain() {}

    /** Takes the path of the broker's properties. */
    public static void main(String[] arguments) {
        String settings = arguments[0];
        int failure = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", settings, "--feature", ONE_REPLICA
                },
                System.out);
        if (failure != 0) {
            System.exit(failure);
        }
        Kafka.main(new String[] {settings});
    }
}
