package io.aftersales.platform.paging;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithInfrastructure
class PagingIT {

    private final String label = "listed " + UUID.randomUUID();

    @Test
    void showsEachItemOnceFromTheNewestOnWhateverIsAddedMeanwhile() {
        List<String> made = make(7);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            ValidatableResponse page = list(Map.of("limit", 2), cursor).statusCode(200);
            seen.addAll(page.extract().path("items.id"));
            cursor = page.extract().path("next");
            make(1);
        } while (cursor != null);

        Collections.reverse(made);
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void hasNoNextPageBehindTheLastItem() {
        make(2);

        list(Map.of("limit", 2), null).body("items", hasSize(2)).body("$", not(hasKey("next")));
        list(Map.of("limit", 1), null).body("items", hasSize(1)).body("$", hasKey("next"));
        list(Map.of(), null).body("items", hasSize(2)).body("$", not(hasKey("next")));
    }

    @Test
    void answersAnEmptyListWhereNothingMatches() {
        list(Map.of(), null).statusCode(200).body("items", hasSize(0)).body("$", not(hasKey("next")));
    }

    @Test
    void keepsTheLimitWithin200() {
        for (String limit : List.of("0", "-1", "201")) {
            list(Map.of("limit", limit), null)
                    .statusCode(422)
                    .body("code", equalTo("invalid-request"))
                    .body("violations.field", hasItem("limit"));
        }
        list(Map.of("limit", "200"), null).statusCode(200);
    }

    @Test
    void refusesALimitThatIsNoNumber() {
        for (String limit : List.of("ten", "1.5", "99999999999")) {
            list(Map.of("limit", limit), null).statusCode(400).body("code", equalTo("malformed-request"));
        }
    }

    @Test
    void refusesACursorThatNoListGaveOut() {
        for (String cursor : List.of("garbage", "!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            list(Map.of(), cursor).statusCode(400).body("code", equalTo("malformed-request"));
        }
    }

    private List<String> make(int count) {
        return new ArrayList<>(Stream.generate(() -> Parcels.create(label).toString())
                .limit(count)
                .toList());
    }

    private ValidatableResponse list(Map<String, ?> query, String cursor) {
        var request = Rest.as("agent").queryParam("label", label).queryParams(query);
        return (cursor == null ? request : request.queryParam("cursor", cursor))
                .get("/parcels")
                .then();
    }
}
