package io.aftersales.testkit.mail;

import io.aftersales.testkit.FreePort;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import static org.assertj.core.api.Assertions.assertThat;
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

    @Test
    void takesTheNextClientWhenTheServerCouldNotBeReached() throws Exception {
        InetAddress host = InetAddress.getByName("127.0.0.1");
        int port = FreePort.find();
        int serverPort = FreePort.find();
        SmtpFront front = new SmtpFront(port, serverPort, new SmtpRules());
        try {
            try (Socket client = new Socket(host, port)) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            try (ServerSocket server = new ServerSocket(serverPort, 1, host);
                    Socket client = new Socket(host, port);
                    Socket taken = server.accept()) {
                taken.getOutputStream().write('2');
                assertThat(client.getInputStream().read()).isEqualTo('2');
            }
        } finally {
            front.close();
        }
    }
}
