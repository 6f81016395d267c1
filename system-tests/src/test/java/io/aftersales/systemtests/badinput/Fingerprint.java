package io.aftersales.systemtests.badinput;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The content of all tables of a service's database, as one value a table: whether anything was written shows at once. */
final class Fingerprint {

    /** What is written by itself now and then: services announce themselves to each other. */
    private static final Set<String> NOISE = Set.of("outbox", "inbox", "announced_service", "flyway_schema_history");

    /** Planned once, which takes as long as reading the few rows of a test. */
    private final PreparedStatement query;

    Fingerprint(Connection database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = database.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (names.next()) {
                tables.add(names.getString("TABLE_NAME"));
            }
        }
        query = database.prepareStatement(tables.stream()
                .filter(table -> !NOISE.contains(table))
                .map(
                        "select '%1$s', count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from %1$s t"
                                ::formatted)
                .collect(Collectors.joining(" union all ")));
    }

    /** Number of rows and sum of their hashes, by table. */
    Map<String, String> take() throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                content.put(rows.getString(1), rows.getString(2));
            }
        }
        return content;
    }
}
