package io.aftersales.testkit.contract;

import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Message;
import io.aftersales.testkit.Outgoing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After the tests of a class, holds every message that the service under test has sent so far against the contracts: headers,
 * payload, topic, and the sequences of each aggregate. Fails the class otherwise, naming each message and what it breaks.
 *
 * <p>Put {@code @ExtendWith(ContractWatch.class)} on a class beside {@code @WithInfrastructure}. What tests themselves sent is
 * left out.
 */
public final class ContractWatch implements AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void afterAll(ExtensionContext context) {
        awaitEmptyOutbox();
        KafkaProbe.shared().catchUp();
        List<Message> sent = KafkaProbe.shared().messages().stream()
                .filter(message -> !Outgoing.wasSentByATest(message))
                .toList();
        assertThat(violations(Contracts.read(), sent))
                .as("what %d messages of the service break of contracts/", sent.size())
                .isEmpty();
    }

    static List<String> violations(Contracts contracts, List<Message> sent) {
        List<String> all = new ArrayList<>();
        for (Message message : sent) {
            List<String> broken = contracts.violationsOf(message);
            if (!broken.isEmpty()) {
                all.add("%s%n    in %s".formatted(String.join("%n    ".formatted(), broken), message));
            }
        }
        all.addAll(Sequences.violations(sent));
        return all;
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
