package io.aftersales.platform.rest;

import io.aftersales.platform.parcel.Parcels;
import io.aftersales.testkit.Rest;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** ETag, If-Match and merge patches. */
@QuarkusTest
@WithInfrastructure
class EditingIT {

    private UUID parcel;

    @BeforeEach
    void aParcel() {
        parcel = Parcels.create("as made");
    }

    @Test
    void givesADocumentsVersionAsItsETagAndANewOneWithEveryChange() {
        String read = etag();
        assertThat(read).matches("\"[0-9]+\"");

        String changed = patch(read, "{\"label\":\"changed\"}")
                .statusCode(200)
                .body("label", equalTo("changed"))
                .extract()
                .header("ETag");

        assertThat(changed).isNotEqualTo(read).isEqualTo(etag());
    }

    @Test
    void needsIfMatchForAPatch() {
        Rest.as("agent")
                .contentType(Rest.MERGE_PATCH)
                .body("{\"label\":\"blind\"}")
                .patch("/parcels/{id}", parcel)
                .then()
                .statusCode(428)
                .contentType("application/problem+json")
                .body("code", equalTo("precondition-required"));
        assertUnchanged();
    }

    @Test
    void refusesAStaleETag() {
        String stale = etag();
        patch(stale, "{\"label\":\"first\"}").statusCode(200);

        patch(stale, "{\"label\":\"second\"}").statusCode(412).body("code", equalTo("stale-version"));

        Rest.as("agent").get("/parcels/{id}", parcel).then().body("label", equalTo("first"));
    }

    @Test
    void takesAStarForAnyVersionAndOneOfSeveralETags() {
        patch("*", "{\"label\":\"star\"}").statusCode(200);
        patch("\"987654\", " + etag(), "{\"label\":\"list\"}").statusCode(200);
        patch("W/" + etag(), "{\"label\":\"weak\"}").statusCode(412);
        patch("garbage", "{\"label\":\"garbage\"}").statusCode(412);
    }

    @Test
    void honoursIfMatchOfAnActionWhereItIsSent() {
        String stale = etag();
        Rest.as("agent").post("/parcels/{id}/ship", parcel).then().statusCode(200);

        Rest.as("agent")
                .header("If-Match", stale)
                .post("/parcels/{id}/ship", parcel)
                .then()
                .statusCode(412);
        Rest.as("agent")
                .header("If-Match", etag())
                .post("/parcels/{id}/ship", parcel)
                .then()
                .statusCode(200);

        assertThat(Parcels.shipments(parcel)).isEqualTo(2);
    }

    @Test
    void setsWhatAPatchNamesRemovesWhatItNullsAndLeavesTheRest() {
        patch("*", "{\"note\":\"fragile\",\"weight\":2.50}")
                .statusCode(200)
                .body("label", equalTo("as made"))
                .body("note", equalTo("fragile"))
                .body("weight", equalTo(2.50f));

        patch("*", "{\"note\":null}").statusCode(200).body("note", nullValue()).body("weight", equalTo(2.50f));
    }

    @Test
    void refusesAPatchWhoseResultBreaksAConstraint() {
        patch("*", "{\"label\":null}")
                .statusCode(422)
                .body("code", equalTo("invalid-request"))
                .body("violations.field", hasItem("label"));
        patch("*", "{\"weight\":1.234}").statusCode(422).body("violations.field", hasItem("weight"));
        assertUnchanged();
    }

    @Test
    void refusesAPatchThatIsNoObjectOrNamesWhatCannotBeEdited() {
        for (String patch : new String[] {
            "[]", "\"label\"", "null", "", "{", "{\"lable\":\"typo\"}", "{\"label\":{}}", "{\"shipments\":5}"
        }) {
            patch("*", patch).statusCode(400).body("code", equalTo("malformed-request"));
        }
        assertUnchanged();
    }

    @Test
    void doesNotKnowAParcelThatIsNone() {
        Rest.as("agent")
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", "*")
                .body("{}")
                .patch("/parcels/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }

    private void assertUnchanged() {
        Rest.as("agent")
                .get("/parcels/{id}", parcel)
                .then()
                .body("label", equalTo("as made"))
                .body("note", nullValue())
                .body("weight", not(equalTo(1.234f)));
    }

    private String etag() {
        return Rest.as("agent")
                .get("/parcels/{id}", parcel)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    private ValidatableResponse patch(String ifMatch, String body) {
        return Rest.as("agent")
                .contentType(Rest.MERGE_PATCH)
                .header("If-Match", ifMatch)
                .body(body)
                .patch("/parcels/{id}", parcel)
                .then();
    }
}
