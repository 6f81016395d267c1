package io.aftersales.testkit.contract;

import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After the tests of a class, holds every message on every topic so far against the contracts: headers, payload, topic, and the
 * sequences of each aggregate. Fails the class otherwise, naming each message and what it breaks.
 *
 * <p>Put {@code @ExtendWith(ContractWatch.class)} on a class beside {@code @WithInfrastructure}. What tests send in place of
 * other services must keep the contracts too, unless they changed it on purpose.
 */
public final class ContractWatch implements AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void afterAll(ExtensionContext context) {
        awaitEmptyOutbox();
        KafkaProbe.shared().catchUp();
        List<Message> messages = KafkaProbe.shared().messages();
        assertThat(Contracts.read().violationsOf(messages))
                .as("what the %d messages of this JVM break of contracts/", messages.size())
                .isEmpty();
    }

    /** A message that is still to be relayed counts as well. */
    private static void awaitEmptyOutbox() {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement()) {
            Awaitility.await("an empty outbox").atMost(PATIENCE).until(() -> isEmpty(statement));
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox could not be read", e);
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getLong(1) == 0;
        }
    }
}
