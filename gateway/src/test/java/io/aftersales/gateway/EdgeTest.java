package io.aftersales.gateway;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A gateway with services behind it: two instances of helpdesk and one of accounting. */
abstract class EdgeTest {

    final StubService helpdesk = new StubService("helpdesk", port("helpdesk"));
    final StubService otherHelpdesk = new StubService("other helpdesk", port("other-helpdesk"));
    final StubService accounting = new StubService("accounting", port("accounting"));

    @BeforeEach
    void startServices() {
        helpdesk.start();
        otherHelpdesk.start();
        accounting.start();
    }

    @AfterEach
    void stopServices() {
        helpdesk.stop();
        otherHelpdesk.stop();
        accounting.stop();
    }

    static RequestSpecification asAgent() {
        return RestAssured.given().auth().oauth2(Issuer.agent());
    }

    static RequestSpecification as(String token) {
        return RestAssured.given().auth().oauth2(token);
    }

    static RequestSpecification anonymous() {
        return RestAssured.given();
    }

    static URI gateway(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    /** Sends bytes as they are: clients tidy up what these tests want to see arrive. Reads until the gateway closes. */
    static String raw(String... lines) {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((String.join("\r\n", lines)).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A GET of exactly this request target. */
    static String rawGet(String target, String... headers) {
        String[] lines = new String[headers.length + 5];
        lines[0] = "GET " + target + " HTTP/1.1";
        lines[1] = "Host: 127.0.0.1";
        lines[2] = "Connection: close";
        System.arraycopy(headers, 0, lines, 3, headers.length);
        lines[lines.length - 2] = "";
        lines[lines.length - 1] = "";
        return raw(lines);
    }

    private static int port(String service) {
        return ConfigProvider.getConfig().getValue("test.port." + service, Integer.class);
    }
}
