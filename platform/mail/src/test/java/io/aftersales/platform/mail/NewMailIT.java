package io.aftersales.platform.mail;

import io.aftersales.platform.id.Ids;
import io.aftersales.testkit.ServiceUnderTest;
import io.aftersales.testkit.WithInfrastructure;
import io.aftersales.testkit.mail.MailServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

import static io.restassured.RestAssured.given;

/** What failed before is left alone for an hour: only a new mail can be what makes the sender try again. */
@QuarkusTest
@WithInfrastructure
@TestProfile(NewMailIT.LongPauses.class)
class NewMailIT {

    public static class LongPauses implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("aftersales.mail.first-pause", "1h", "aftersales.mail.longest-pause", "1h");
        }
    }

    @RegisterExtension
    static final MailServer SERVER = new MailServer();

    @Inject
    Letters letters;

    @Test
    void isTriedAtOnceAfterAnOutageAndTheOthersFollow() throws Exception {
        String delayed = address("delayed");
        SERVER.away(() -> {
            letters.send(delayed);
            awaitHealth(503);
        });
        String prompt = address("prompt");

        letters.send(prompt);

        SERVER.awaitMailTo(prompt);
        SERVER.awaitMailTo(delayed);
        awaitHealth(200);
    }

    @Test
    void isNotHeldUpByAnAddressAtWhichTheServerBreaksOff() {
        String broken = address("broken");
        SERVER.answerRecipient(broken, "421 4.3.2 Closing the connection");
        letters.send(broken);
        awaitHealth(503);
        String prompt = address("prompt");

        letters.send(prompt);

        SERVER.awaitMailTo(prompt);
        SERVER.answerRecipient(broken, null);
        letters.send(address("another"));
        SERVER.awaitMailTo(broken);
        awaitHealth(200);
    }

    private static String address(String name) {
        return name + "-" + Ids.next() + "@readers.example";
    }

    private static void awaitHealth(int status) {
        Awaitility.await("health of the mail server " + status)
                .until(() -> given().get(ServiceUnderTest.uri("/q/health/group/mail"))
                                .statusCode()
                        == status);
    }
}
