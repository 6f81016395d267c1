package io.aftersales.platform.idempotency;

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
class IdempotencyPruningIT {

    @Inject
    IdempotencyPruning pruning;

    @Test
    void forgetsKeysThatMadeNoRecordAfterADayAndKeepsTheOthers() throws Throwable {
        String recordless = store(null, "25 hours");
        String young = store(null, "23 hours");
        String ofARecord = store(UUID.randomUUID(), "1 year");

        VertxContextSupport.subscribeAndAwait(pruning::prune);

        assertThat(Rows.texts("select key from idempotency_key where path = '/pruned'"))
                .contains(young, ofARecord)
                .doesNotContain(recordless);
    }

    private static String store(UUID record, String age) {
        String key = UUID.randomUUID().toString();
        Rows.execute(
                "insert into idempotency_key (caller, path, key, body_hash, status, record_id, created_at)"
                        + " values ('somebody', '/pruned', ?, '', 200, cast(? as uuid), now() - cast(? as interval))",
                key,
                record == null ? null : record.toString(),
                age);
        return key;
    }
}
