package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import no.nav.security.mock.oauth2.MockOAuth2Server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** An issuer of real tokens, and the ports on which tests put services behind the gateway. */
public class EdgeResource implements QuarkusTestResourceLifecycleManager {

    private final MockOAuth2Server issuer = new MockOAuth2Server();

    @Override
    public Map<String, String> start() {
        int issuerPort = freePort();
        issuer.start(InetAddress.getLoopbackAddress(), issuerPort);
        int helpdesk = freePort();
        int otherHelpdesk = freePort();
        int accounting = freePort();
        return Map.of(
                "quarkus.http.test-port",
                "0",
                "quarkus.oidc.auth-server-url",
                "http://127.0.0.1:" + issuerPort + "/aftersales",
                "test.port.helpdesk",
                String.valueOf(helpdesk),
                "test.port.other-helpdesk",
                String.valueOf(otherHelpdesk),
                "test.port.accounting",
                String.valueOf(accounting),
                "gateway.services.helpdesk.addresses",
                "127.0.0.1:" + helpdesk + ",127.0.0.1:" + otherHelpdesk,
                "gateway.services.accounting.addresses",
                "127.0.0.1:" + accounting);
    }

    @Override
    public void stop() {
        issuer.shutdown();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
