package io.aftersales.systemtests.upgrade;

import io.aftersales.testkit.Project;
import io.aftersales.testkit.contract.SchemaEvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every migration, so that a release can be rolled out while the one before it runs. */
class MigrationRulesTest {

    private static final String FOLDER = "some-service/src/main/resources/db/migration/";

    @Test
    void whatWasReleasedIsThereAndUnchanged() throws IOException {
        Map<String, String> present =
                Migration.in(Project.root()).stream().collect(Collectors.toMap(Migration::path, Migration::sha256));

        assertThat(present).containsAllEntriesOf(released());
    }

    @Test
    void whatCameSinceTheLastReleaseOnlyExpandsTheSchema() throws IOException {
        Map<String, String> released = released();
        List<Migration> since = Migration.in(Project.root()).stream()
                .filter(migration -> !released.containsKey(migration.path()))
                .toList();

        assertThat(Expansion.breaks(lastRelease().getFileName().toString(), since))
                .as("what the last release does not survive")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table ticket drop subject",
                "alter table ticket add note text, drop column if exists subject cascade",
                "ALTER TABLE ticket RENAME COLUMN subject TO title",
                "alter table ticket rename to request",
                "alter table only ticket alter column subject type varchar(10)",
                "alter table ticket alter subject set data type text",
                "alter table ticket alter subject set not null",
                "alter table ticket alter column subject drop default",
                "alter table ticket add column note text not null",
                "alter table ticket add note text /* default */ not null -- default\n",
                "alter table ticket add note text check (note <> 'default') not null",
                "alter table ticket add constraint ticket_subject check (subject <> '')",
                "alter table ticket add unique (subject)",
                "create unique index concurrently ticket_subject on ticket (subject)",
                "create trigger ticket_frozen before update on ticket execute function refuse()",
                "drop table if exists ticket",
                "truncate ticket",
                "drop function words(text)",
                "select 1; -- safe with 0.9.0: said of another release\ndrop table ticket"
            })
    void whatTakesSomethingFromTheCodeThatStillRunsIsFound(String sql) {
        assertThat(breaksOf(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table ticket add note text, add urgent boolean not null default false",
                "alter table ticket add total bigint not null generated always as (1) stored",
                "alter table ticket drop constraint ticket_subject_check",
                "alter table ticket alter subject drop not null",
                "create index ticket_note on ticket (note)",
                "create table note (id uuid primary key, text text not null); alter table note add unique (text)",
                "create table note (id uuid primary key); create unique index on note (id); drop table note",
                "insert into stage (name) values ('drop table ticket; drop table team')",
                "create function f() returns int language plpgsql as $$ begin drop table ticket; return 1; end $$",
                "-- drop table ticket;\nselect 1",
                "-- safe with 1.0.0: nothing has read it since\nalter table ticket drop subject"
            })
    void whatOnlyExpandsTheSchemaIsFine(String sql) {
        assertThat(breaksOf(sql)).isEmpty();
    }

    private static List<String> breaksOf(String sql) {
        return Expansion.breaks("1.0.0", List.of(new Migration(FOLDER + "V99__change.sql", sql)));
    }

    private static Path lastRelease() throws IOException {
        return SchemaEvolution.lastRelease(Project.contracts());
    }

    /** SHA-256 by path, as {@code sha256sum} wrote them at the last release. */
    private static Map<String, String> released() throws IOException {
        Map<String, String> released = new LinkedHashMap<>();
        for (String line : Files.readAllLines(lastRelease().resolve("migrations.sha256"))) {
            String[] fields = line.split("  ", 2);
            released.put(fields[1], fields[0]);
        }
        assertThat(released).as("migrations of the last release").isNotEmpty();
        return released;
    }
}
