package io.aftersales.testkit;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import java.util.UUID;

import static io.restassured.RestAssured.given;

/** REST Assured requests to the service under test, by somebody. Paths are below {@link ServiceUnderTest#API}. */
public final class Rest {

    /** Content type of a PATCH. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private Rest() {}

    /** A request by the role's {@link TestUser#inRole}. */
    public static RequestSpecification as(String role) {
        return as(TestUser.inRole(role));
    }

    public static RequestSpecification as(TestUser user) {
        return anonymous().auth().oauth2(user.token());
    }

    public static RequestSpecification anonymous() {
        return given().basePath(ServiceUnderTest.API).contentType(ContentType.JSON);
    }

    /** A POST's {@code Idempotency-Key} that nobody used before. */
    public static String newKey() {
        return UUID.randomUUID().toString();
    }
}
