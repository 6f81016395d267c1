package io.aftersales.systemtests.bench.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Upload;
import io.aftersales.systemtests.suite.RunningSuite;
import io.aftersales.testkit.Json;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/** Documents that a measurement needs to be there: one streamed import is many times faster than as many requests. */
final class Imported {

    private static final String REFERENCE = "externalReference";

    private final RunningSuite suite;
    private final String user;

    /** @param user who may import and list them */
    Imported(RunningSuite suite, String user) {
        this.suite = suite;
        this.user = user;
    }

    /**
     * Imports so many documents.
     *
     * @param kind of the import, such as {@code invoices}
     * @param list where they are found again, with a query, such as {@code invoices?state=posted}
     * @param row of each by its number, without an external reference
     * @return their ids, in the order of their numbers
     */
    List<String> ids(String kind, String list, int count, IntFunction<Map<String, Object>> row) {
        String run = UUID.randomUUID() + "/";
        Upload upload =
                new Upload(suite.processes().api(), suite.processes().identity().token(user), kind, number -> {
                    Map<String, Object> named = new HashMap<>(row.apply(number));
                    named.put(REFERENCE, run + number);
                    return Json.write(named) + "\n";
                });
        // What the owner has not heard of yet, such as a customer, is refused, and taken when it is sent again.
        Awaitility.await(kind)
                .atMost(Duration.ofMinutes(5))
                .until(() -> upload.send(count).path("refused").isEmpty());
        String[] ids = new String[count];
        Caller reader = suite.as(user);
        for (String cursor = ""; cursor != null; ) {
            JsonNode page = reader.get(list + "&limit=200" + cursor).expect(200).body();
            for (JsonNode document : page.path("items")) {
                String reference = document.path(REFERENCE).asText();
                if (reference.startsWith(run)) {
                    ids[Integer.parseInt(reference.substring(run.length()))] =
                            document.path("id").asText();
                }
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
        }
        return List.of(ids);
    }
}
