package io.aftersales.platform.imports;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.Faults;
import io.aftersales.testkit.Infrastructure;
import io.aftersales.testkit.KafkaProbe;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithInfrastructure
class ImportIT {

    private final String run = Ids.next().toString();

    @Test
    void takesTheRowsOfAnUploadAndTellsOfThemInTheSameTransaction() {
        JsonPath answer =
                upload(Imports.NDJSON, row("a", "lamp") + "\n" + row("b", "chair") + "\r\n\n" + row("c", "bed"));

        assertThat(answer.getInt("imported")).isEqualTo(3);
        assertThat(answer.getInt("known")).isZero();
        assertThat(answer.getList("refused")).isEmpty();
        assertThat(labels()).containsExactly("lamp", "chair", "bed");
        UUID bed = UUID.fromString(Rows.texts("select id from parcel where external_reference = ?", run + "c")
                .get(0));
        assertThat(KafkaProbe.shared().await("parcel-relabelled", bed).text("/label"))
                .isEqualTo("bed");
    }

    @Test
    void anUploadThatIsSentAgainDoublesNothing() {
        String rows = row("a", "lamp") + "\n" + row("b", "chair");
        upload(Imports.NDJSON, rows);

        JsonPath again = upload(Imports.NDJSON, rows + "\n" + row("c", "bed") + "\n" + row("c", "another bed"));

        assertThat(again.getInt("imported")).isEqualTo(1);
        assertThat(again.getInt("known")).isEqualTo(3);
        assertThat(labels()).containsExactly("lamp", "chair", "bed");
    }

    @Test
    void everyBrokenRowIsNamedWithItsLineAndTheRestIsTaken() {
        byte[] notUtf8 = (row("h", "x") + "\n").getBytes(StandardCharsets.ISO_8859_1);
        notUtf8[notUtf8.length - 4] = (byte) 0xE9;
        byte[] rows = joined(
                (row("a", "lamp") + "\n{\"externalReference\":\n[]\nnull\n42\n" + row("b", "  ") + "\n").getBytes(),
                (row("c", "x").replace("label", "lable") + "\n").getBytes(),
                ("{\"externalReference\":\"" + run + "d\",\"label\":7}\n").getBytes(),
                ("{\"label\":\"nameless\"}\n{} {}\n").getBytes(),
                (row("e", "x").replace("}", ",\"weight\":1.234}") + "\n").getBytes(),
                notUtf8,
                (row("f", "\\u0000") + "\n" + row("g", "chair")).getBytes());

        JsonPath answer = upload(Imports.NDJSON, rows);

        assertThat(answer.getList("refused.line", Integer.class))
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(answer.getList("refused.code", String.class))
                .containsExactly(
                        "malformed-request",
                        "malformed-request",
                        "malformed-request",
                        "malformed-request",
                        "invalid-request",
                        "malformed-request",
                        "malformed-request",
                        "invalid-request",
                        "malformed-request",
                        "invalid-request",
                        "malformed-request",
                        "malformed-request");
        assertThat(answer.getString("refused.find { it.line == 6 }.violations[0].field"))
                .isEqualTo("label");
        assertThat(answer.getString("refused.find { it.line == 6 }.externalReference"))
                .isEqualTo(run + "b");
        assertThat(answer.getString("refused.find { it.line == 7 }.detail")).contains("unknown property 'lable'");
        assertThat(answer.getString("refused.find { it.line == 11 }.violations[0].field"))
                .isEqualTo("weight");
        assertThat(answer.getInt("imported")).isEqualTo(2);
        assertThat(labels()).containsExactly("lamp", "chair");
    }

    @Test
    void aRowThatIsTooLongIsRefusedAndTheNextOneTaken() {
        JsonPath answer = upload(Imports.NDJSON, row("a", "x".repeat(1_100_000)) + "\n" + row("b", "chair"));

        assertThat(answer.getString("refused[0].code")).isEqualTo("too-large");
        assertThat(answer.getInt("refused[0].line")).isEqualTo(1);
        assertThat(labels()).containsExactly("chair");
    }

    @Test
    void anUploadMayBeLargerThanAnyOtherBody() {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> row("r" + i, "wide") + " ".repeat(900_000) + "\n")
                .collect(Collectors.joining());

        assertThat(upload(Imports.NDJSON, rows).getInt("imported")).isEqualTo(20);
    }

    @Test
    void aBatchThatTheDatabaseRefusesIsSplitUntilTheRowIsFound() {
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> row("" + (char) ('a' + i % 26) + i, i == 17 || i == 30 ? "x".repeat(101) : "fits"))
                .collect(Collectors.joining("\n"));

        JsonPath answer = upload(Imports.NDJSON, rows);

        assertThat(answer.getInt("imported")).isEqualTo(38);
        assertThat(answer.getList("refused.line", Integer.class)).containsExactly(18, 31);
        assertThat(answer.getList("refused.code", String.class)).containsOnly("internal");
        assertThat(labels()).hasSize(38);
    }

    @Test
    void aSingleRowThatSomebodyElseWritesAtTheSameMomentIsKnown() throws SQLException {
        try (Connection somebodyElse = Infrastructure.running().connect();
                PreparedStatement insert = somebodyElse.prepareStatement(
                        "insert into parcel (id, version, event_sequence, label, shipments, external_reference)"
                                + " values (gen_random_uuid(), 0, 0, 'theirs', 0, ?)")) {
            somebodyElse.setAutoCommit(false);
            insert.setString(1, run + "a");
            insert.execute();
            CompletableFuture<JsonPath> upload =
                    CompletableFuture.supplyAsync(() -> upload(Imports.NDJSON, row("a", "ours")));
            Awaitility.await("the row to wait for theirs")
                    .until(() -> Rows.number("select count(*) from pg_locks where not granted") > 0);

            somebodyElse.commit();

            assertThat(upload.join().getList("refused")).isEmpty();
            assertThat(upload.join().getInt("known")).isEqualTo(1);
        }
        assertThat(labels()).containsExactly("theirs");
    }

    @Test
    void linesOfOneDocumentThatAreNoNeighboursAreRefusedAndNamed() {
        String rows = """
                externalReference,label,contents.name
                %1$sa,lamp,bulb
                %1$sa,,shade
                %1$sb,chair,
                %1$sa,lamp,cable
                %1$sa,,bulb
                %1$sc,bed,board,too much
                %1$sd,desk,
                %1$sc,bed,slats
                """.formatted(run);

        for (boolean again : List.of(false, true)) {
            JsonPath answer = upload(Imports.CSV, rows);

            assertThat(answer.getInt(again ? "known" : "imported")).isEqualTo(3);
            assertThat(answer.getInt(again ? "imported" : "known")).isZero();
            assertThat(answer.getList("refused.line", Integer.class)).containsExactly(5, 7, 9);
            assertThat(answer.getList("refused.externalReference", String.class))
                    .containsExactly(run + "a", run + "c", run + "c");
            assertThat(answer.getList("refused.detail", String.class))
                    .containsExactly(
                            "line 2 has the same reference: lines of one document must be neighbours",
                            "4 fields, where the first line names 3",
                            "line 7 has the same reference: lines of one document must be neighbours");
            assertThat(labels()).containsExactly("lamp", "chair", "desk");
            assertThat(Rows.texts("select note from parcel where external_reference = ?", run + "a"))
                    .containsExactly("bulb shade");
        }
        Awaitility.await("the upload to be forgotten")
                .until(() -> Rows.number("select count(*) from import_document") == 0);
    }

    @Test
    void aDocumentIsFoundToBeSplitHoweverMuchLiesBetween() {
        String others = IntStream.range(0, 2_000)
                .mapToObj(i -> run + "n" + i + ",other,\n")
                .collect(Collectors.joining());

        JsonPath answer = upload(
                Imports.CSV,
                "externalReference,label,contents.name\n" + run + "a,lamp,bulb\n" + others + run + "a,lamp,bulb\n");

        assertThat(answer.getInt("imported")).isEqualTo(2_001);
        assertThat(answer.getList("refused.line", Integer.class)).containsExactly(2_003);
    }

    @Test
    void whatARowNamesMayBeOnItsWayForTwoSeconds() {
        // The first upload of all takes longest, and what is on its way must be here within two seconds.
        upload(Imports.NDJSON, row("w", "warm"));
        CompletableFuture<JsonPath> waiting = CompletableFuture.supplyAsync(() -> upload(
                Imports.NDJSON,
                "{\"externalReference\":\"" + run + "b\",\"label\":\"late\",\"behind\":\"" + run + "a\"}\n"
                        + "{\"externalReference\":\"" + run + "c\",\"label\":\"lost\",\"behind\":\"" + run + "z\"}"));

        upload(Imports.NDJSON, row("a", "first"));

        assertThat(waiting.join().getList("refused.externalReference", String.class))
                .containsExactly(run + "c");
        assertThat(labels()).containsExactlyInAnyOrder("warm", "first", "late");
    }

    @Test
    void strangersInEveryBatchAreWaitedForOnce() {
        String stranger = "{\"externalReference\":\"" + run + "s\",\"label\":\"lost\",\"behind\":\"" + run + "z\"}\n";
        long begun = System.nanoTime();

        // The same reference again is one for the next batch.
        JsonPath answer = upload(
                Imports.NDJSON,
                stranger.repeat(10) + row("a", "first") + "\n" + stranger + "{\"externalReference\":\"" + run
                        + "b\",\"label\":\"next\",\"behind\":\"" + run + "a\"}");

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("ten waits would be twenty seconds")
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(18));
        assertThat(answer.getList("refused.code", String.class)).hasSize(11).containsOnly("not-found");
        assertThat(labels()).as("what is known without a wait").containsExactly("first", "next");
    }

    @Test
    void csvIsReadByTheNamesOfItsColumns() {
        String rows = "\uFEFFlabel,externalReference,weight,note\r\n"
                + "\"lamp, \"\"old\"\"\"," + run + "a,1.50,\r\n"
                + "two\nfields\n"
                + "chair," + run + "b,heavy,\n"
                + "\"never closed," + run + "c,1,\n"
                + "\"bed\nand board\"," + run + "d,7,fragile\n";

        JsonPath answer = upload("text/csv; charset=utf-8", rows);

        assertThat(answer.getList("refused.line", Integer.class)).containsExactly(3, 4, 5, 6);
        assertThat(answer.getString("refused.find { it.line == 5 }.violations[0].field"))
                .isEqualTo("weight");
        assertThat(labels()).containsExactly("lamp, \"old\"", "bed\nand board");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label,externalReference,colour\n",
                "label\n",
                "label,externalReference,label\n",
                "\"label\n",
                ",\n"
            })
    void aFirstLineWithWhichNothingCanBeReadIsRefusedWhole(String header) {
        post(Imports.CSV, header.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("code", equalTo("malformed-request"))
                .body("detail", containsString("first line"));
    }

    @Test
    void anythingElseThanRowsIsRefused() {
        Rest.as("agent").body("[]").post("/imports/parcels").then().statusCode(415);
        Rest.as("operator")
                .contentType(Imports.NDJSON)
                .body(row("a", "x").getBytes(StandardCharsets.UTF_8))
                .post("/imports/parcels")
                .then()
                .statusCode(403);
        assertThat(labels()).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayForAMomentDelaysAnImportAndNothingMore() throws Exception {
        AtomicReference<CompletableFuture<JsonPath>> upload = new AtomicReference<>();

        Faults.withoutDatabase(() -> {
            upload.set(CompletableFuture.supplyAsync(
                    () -> upload(Imports.NDJSON, row("a", "lamp") + "\n" + row("b", "chair"))));
            assertThatThrownBy(() -> upload.get().get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        });

        assertThat(upload.get().join().getInt("imported")).isEqualTo(2);
        assertThat(labels()).containsExactly("lamp", "chair");
    }

    @Test
    void anAnswerMayBeLongerThanTheMemory() {
        String rows = "{\"no\":1}\n".repeat(20_000);

        JsonPath answer = upload(Imports.NDJSON, rows);

        assertThat(answer.getList("refused.line", Integer.class))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20_000).boxed().toList());
    }

    private String row(String reference, String label) {
        return "{\"externalReference\":\"" + run + reference + "\",\"label\":\"" + label + "\"}";
    }

    private List<String> labels() {
        return Rows.texts("select label from parcel where external_reference like ? order by id", run + "%");
    }

    private static JsonPath upload(String type, String rows) {
        return upload(type, rows.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonPath upload(String type, byte[] rows) {
        return post(type, rows).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse post(String type, byte[] rows) {
        return Rest.as("agent")
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(Imports.NDJSON, ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type)
                .body(rows)
                .post("/imports/parcels")
                .then();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
