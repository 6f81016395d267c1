package io.aftersales.local.suite;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;

import java.time.Duration;
import java.util.List;

/** An SMTP server in this JVM that takes every mail and delivers none: what was sent can be read here. */
public final class MailCatcher implements AutoCloseable {

    /** Its thread may wait for a processor while all the other processes start. */
    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final int port;
    private final GreenMail server;

    MailCatcher(int port) {
        this.port = port;
        ServerSetup smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(STARTUP.toMillis());
        this.server = new GreenMail(smtp);
    }

    /** Opens the port again after {@link #close}; mails received before are gone then. */
    public void start() {
        server.start();
    }

    public int port() {
        return port;
    }

    public List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    /** Closes the port: mail servers are down at times. */
    @Override
    public void close() {
        server.stop();
    }
}
