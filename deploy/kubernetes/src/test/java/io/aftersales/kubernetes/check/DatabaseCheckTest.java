package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.truth.Project;
import io.aftersales.local.topology.Topology;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseCheckTest {

    private final Project project = Project.read();

    @Test
    void theGuideSaysHowManyConnectionsAReplicaHolds() {
        int pool = 0;
        int most = 0;
        for (Topology.Service service : project.topology().services()) {
            pool = Math.max(pool, DatabaseCheck.pool(project, service.module()));
            int held =
                    DatabaseCheck.ofReplica(project, service.module(), DatabaseCheck.pool(project, service.module()));
            most = Math.max(most, held);
        }

        assertThat(project.guide()).contains("up to %d for each replica, %d of them in its pool".formatted(most, pool));
    }
}
