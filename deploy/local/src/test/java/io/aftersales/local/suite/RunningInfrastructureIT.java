package io.aftersales.local.suite;

import io.aftersales.local.process.SuiteException;
import io.aftersales.local.topology.Topology;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The parts that are no service, as they are while they run: the tests look at one suite. */
class RunningInfrastructureIT {

    @TempDir
    static Path data;

    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = InfrastructureIT.infrastructure(data).start();
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void makesEveryTopicOfTheTopologyWithItsPartitionsAndNoOther() {
        Map<String, Integer> expected = new TreeMap<>();
        Topology.load().topics().forEach(topic -> expected.put(topic.name(), topic.partitions()));
        try (Admin admin = suite.broker().admin()) {
            // A broker tells of a topic a moment after it has been made.
            Awaitility.await("topics")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(partitions(admin)).isEqualTo(expected));
        }
    }

    private static Map<String, Integer> partitions(Admin admin) throws Exception {
        Map<String, Integer> partitions = new TreeMap<>();
        admin.describeTopics(admin.listTopics().names().get(60, TimeUnit.SECONDS))
                .allTopicNames()
                .get(60, TimeUnit.SECONDS)
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    @Test
    void runsPostgresDurablyAndKeepsServicesOutOfEachOthersDatabases() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(suite.database().jdbcUrl("helpdesk"));
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet value = statement.executeQuery("show " + setting)) {
                    value.next();
                    assertThat(value.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
        String foreign = "jdbc:postgresql://127.0.0.1:%d/accounting?user=helpdesk"
                .formatted(suite.database().port());
        assertThatThrownBy(() -> DriverManager.getConnection(foreign).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void issuesTokensToKnownUsersOnlyAndSignsWithTheSameKeyAfterARestart() {
        suite.identity().actsFor("carl", "0190a0a0-0000-7000-8000-000000000001");
        String token = suite.identity().token("carl");
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims)
                .contains("\"groups\":[\"customer\"]")
                .contains("\"customer_id\":\"0190a0a0-0000-7000-8000-000000000001\"")
                .contains("\"aud\":\"aftersales\"")
                .contains("\"iss\":\"" + suite.identity().issuer() + "\"");
        assertThatThrownBy(() -> suite.identity().token("mallory")).isInstanceOf(SuiteException.class);

        suite.identity().close();
        suite.identity().start();
        String later = suite.identity().token("carl");
        assertThat(later.split("\\.")[0]).isEqualTo(token.split("\\.")[0]);
    }

    @Test
    void refusesAFolderThatAnotherSuiteUses() {
        assertThatThrownBy(() -> InfrastructureIT.infrastructure(data).start())
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining(suite.dataFolder().toString());
    }
}
