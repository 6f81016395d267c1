package io.aftersales.platform.outbox;

import org.apache.kafka.clients.admin.Admin;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which topics the broker has. A producer cannot tell a missing topic from a broker that is away; the broker can. */
class ExistingTopics implements AutoCloseable {

    private final Admin admin;
    private final Duration timeout;
    private Set<String> known = Set.of();

    /** @param connection how the broker is reached, as properties of Kafka's clients */
    ExistingTopics(Map<String, Object> connection, Duration timeout) {
        this.admin = Admin.create(connection);
        this.timeout = timeout;
    }

    /** @throws BrokerAwayException when the broker does not answer */
    boolean contains(String topic) throws InterruptedException {
        if (known.contains(topic)) {
            return true;
        }
        try {
            known = admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new BrokerAwayException("topics cannot be listed", away);
        }
        return known.contains(topic);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
