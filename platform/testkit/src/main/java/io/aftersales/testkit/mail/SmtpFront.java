package io.aftersales.testkit.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between clients and the mail server, reads along line by line, and applies the rules to commands. */
final class SmtpFront implements AutoCloseable {

    private final ServerSocket port;
    private final int serverPort;
    private final SmtpRules rules;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    SmtpFront(int port, int serverPort, SmtpRules rules) throws IOException {
        this.port = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        this.serverPort = serverPort;
        this.rules = rules;
        this.accepting = daemon(this::acceptAll);
    }

    /** Ends every connection. The port is free when this returns. */
    @Override
    public void close() {
        closeSocket(port);
        try {
            // The system listens at the port for as long as a thread is in its call to accept.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while closing the mail server's port", e);
        }
        open.forEach(SmtpFront::closeSocket);
    }

    private void acceptAll() throws IOException {
        while (!port.isClosed()) {
            Socket client = port.accept();
            try {
                connect(client, new Socket(port.getInetAddress(), serverPort));
            } catch (IOException unreachable) {
                // To this client the mail server is away; the next one may find it.
                closeSocket(client);
            }
        }
    }

    private void connect(Socket client, Socket server) {
        open.add(client);
        open.add(server);
        daemon(() -> {
            try {
                passCommands(client, server);
            } finally {
                closeSocket(server);
            }
        });
        daemon(() -> {
            try {
                server.getInputStream().transferTo(client.getOutputStream());
            } finally {
                closeSocket(client);
            }
        });
    }

    private void passCommands(Socket client, Socket server) throws IOException, InterruptedException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream toServer = server.getOutputStream();
        boolean content = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<String> answer = content ? Optional.empty() : rules.answer(line);
            if (answer.isPresent()) {
                write(client.getOutputStream(), answer.get());
            } else {
                write(toServer, line);
                content = content ? !line.equals(".") : line.equalsIgnoreCase("DATA");
            }
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private interface Traffic {
        void flow() throws IOException, InterruptedException;
    }

    /** Traffic ends when either side closes its connection: that is no failure here. */
    private static Thread daemon(Traffic traffic) {
        Thread thread = new Thread(
                () -> {
                    try {
                        traffic.flow();
                    } catch (IOException closed) {
                        return;
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "smtp-front");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeSocket(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket could not be closed", e);
        }
    }
}
