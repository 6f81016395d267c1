package io.aftersales.testkit.mail;

import io.aftersales.testkit.FreePort;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;

import static org.assertj.core.api.Assertions.assertThatCode;

/** The way to the mail server that tests take away and bring back. */
class SmtpFrontTest {

    private static final int TIMES = 2_000;

    @Test
    void itsPortIsFreeAsSoonAsItIsClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = FreePort.find();
            assertThatCode(() -> {
                        for (int i = 0; i < TIMES; i++) {
                            new SmtpFront(port, server.getLocalPort(), new SmtpRules()).close();
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }
}
