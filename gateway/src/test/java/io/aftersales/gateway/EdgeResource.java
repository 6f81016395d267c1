package io.aftersales.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import no.nav.security.mock.oauth2.MockOAuth2Server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** An issuer of real tokens, and the ports on which tests put services behind the gateway. */
public class EdgeResource implements QuarkusTestResourceLifecycleManager {

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

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

    /**
     * Below what the system takes for outgoing connections, so that a service that was stopped finds its port still free. Each
     * is given once.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
