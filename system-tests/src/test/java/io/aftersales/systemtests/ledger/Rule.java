package io.aftersales.systemtests.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence that must be true of one database.
 *
 * @param says the sentence
 * @param exceptions SQL that finds what contradicts it, one row each, named in the first column
 */
record Rule(String says, String exceptions) {

    /** Services announce themselves now and then, whatever is under way. */
    static final Rule OUTBOX_IS_EMPTY = new Rule(
            "The outbox is empty",
            "select concat_ws(' ', type, subject) from outbox where aggregatetype <> 'service-announced'");

    List<String> brokenIn(Connection database) throws SQLException {
        List<String> broken = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(exceptions)) {
            while (rows.next()) {
                broken.add("%s, but %s".formatted(says, rows.getString(1)));
            }
        }
        return broken;
    }
}
