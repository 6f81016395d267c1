package io.aftersales.platform.inbox;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class InboxPruningIT {

    @Inject
    InboxPruning pruning;

    @Test
    void forgetsIdsThatAreOlderThanWhatTopicsKeep() throws Throwable {
        UUID old = received("9 days");
        UUID stillOnTheTopic = received("7 days");

        VertxContextSupport.subscribeAndAwait(pruning::prune);

        assertThat(Rows.texts("select id from inbox where id in (?, ?)", old, stillOnTheTopic))
                .containsExactly(stillOnTheTopic.toString());
    }

    private static UUID received(String age) {
        UUID id = Ids.next();
        Rows.execute("insert into inbox (id, received_at) values (?, now() - cast(? as interval))", id, age);
        return id;
    }
}
