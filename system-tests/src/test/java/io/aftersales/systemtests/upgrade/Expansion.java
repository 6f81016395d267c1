package io.aftersales.systemtests.upgrade;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a migration since the last release takes away from the code of that release, which still runs while the new one is
 * rolled out: a step may only expand the schema. What is taken away is so in a later release, when nothing that runs needs it.
 *
 * <p>Whoever knows better than the rules says so above the statement: {@code -- safe with 1.0.0: nothing has read it since}.
 */
final class Expansion {

    private static final String NAME = "(?:only )?(?:if (?:not )?exists )?\"?([a-z_][a-z0-9_.]*)\"?";

    private static final Pattern NEW_TABLE =
            Pattern.compile("create (?:unlogged )?table " + NAME + ".*", Pattern.DOTALL);
    private static final Pattern CHANGED_TABLE =
            Pattern.compile("alter table (?:if exists )?" + NAME + "\\*? (.*)", Pattern.DOTALL);

    /** What may not be done to a table that the last release knows; the first group is the table. */
    private static final Map<Pattern, String> STATEMENTS = ordered(
            "drop table " + NAME + ".*",
            "removes a table",
            "truncate (?:table )?" + NAME + ".*",
            "empties a table",
            "create unique index .*?\\bon " + NAME + ".*",
            "refuses what was taken so far",
            "create (?:or replace )?(?:constraint )?trigger .*?\\bon " + NAME + ".*",
            "may refuse what was taken so far",
            "alter (?:view|function|type|sequence|index|domain)\\b.* rename .*",
            "renames something",
            "drop (?:view|materialized view|function|type|sequence|schema|domain)\\b.*",
            "removes something");

    private static final Map<Pattern, String> ACTIONS = ordered(
            "rename .*", "renames something",
            "drop constraint .*", "",
            "drop .*", "removes a column",
            "alter (?:column )?\\S+ (?:set data )?type .*", "changes a type",
            "alter (?:column )?\\S+ set not null.*", "wants a value that may be missing",
            "alter (?:column )?\\S+ drop default.*", "wants a value that may be missing",
            "add (?:constraint|check|unique|primary|foreign|exclude)\\b.*", "refuses what was taken so far",
            "add (?!.*\\b(?:default|generated)\\b).* not null\\b.*", "wants a value that may be missing",
            "add (?!.*\\b(?:default|generated)\\b).* primary key\\b.*", "wants a value that may be missing");

    private final String release;
    private final Set<String> newTables = new HashSet<>();
    private final List<String> broken = new ArrayList<>();

    private Expansion(String release) {
        this.release = release;
    }

    /**
     * @param release the last one
     * @param migrations those that it does not have
     * @return what is wrong, each with its place; empty if nothing is
     */
    static List<String> breaks(String release, Collection<Migration> migrations) {
        Expansion expansion = new Expansion(release);
        migrations.forEach(migration -> Statement.of(migration.text()).forEach(statement -> {
            Matcher table = NEW_TABLE.matcher(statement.sql());
            if (table.matches()) {
                expansion.newTables.add(migration.folder() + " " + table.group(1));
            }
        }));
        migrations.forEach(expansion::examine);
        return expansion.broken;
    }

    private void examine(Migration migration) {
        for (Statement statement : Statement.of(migration.text())) {
            if (statement.comments().contains("-- safe with " + release + ": ")) {
                continue;
            }
            Matcher changed = CHANGED_TABLE.matcher(statement.sql());
            if (changed.matches()) {
                if (!isNew(migration, changed.group(1))) {
                    Statement.split(changed.group(2)).forEach(action -> judge(migration, ACTIONS, action));
                }
            } else {
                judge(migration, STATEMENTS, statement.sql());
            }
        }
    }

    private void judge(Migration migration, Map<Pattern, String> rules, String sql) {
        for (Map.Entry<Pattern, String> rule : rules.entrySet()) {
            Matcher matcher = rule.getKey().matcher(sql);
            if (matcher.matches()) {
                boolean ofANewTable = matcher.groupCount() > 0 && isNew(migration, matcher.group(1));
                if (!ofANewTable && !rule.getValue().isEmpty()) {
                    broken.add("%s %s: %s".formatted(migration.path(), rule.getValue(), sql));
                }
                return;
            }
        }
    }

    private boolean isNew(Migration migration, String table) {
        return newTables.contains(migration.folder() + " " + table);
    }

    private static Map<Pattern, String> ordered(String... rules) {
        Map<Pattern, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < rules.length; i += 2) {
            ordered.put(Pattern.compile(rules[i], Pattern.DOTALL), rules[i + 1]);
        }
        return ordered;
    }
}
