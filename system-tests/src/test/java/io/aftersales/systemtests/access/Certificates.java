package io.aftersales.systemtests.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Certificates as Strimzi hands them out, in a folder for each who has one: {@code user.p12} with the key, {@code ca.crt} by which
 * the broker is known. Each vouches for itself here, and the broker knows them all.
 */
final class Certificates {

    static final String PASSWORD = "kept-for-one-test";

    private static final String BROKER = "broker";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** @param names whom to give one, besides the broker */
    static Certificates make(Path folder, List<String> names) {
        Certificates certificates = new Certificates(folder);
        certificates.make(BROKER);
        names.forEach(certificates::make);
        for (String name : names) {
            certificates.trust(name);
            certificates.copyBrokersTo(name);
        }
        // A broker checks at its start that it would trust itself.
        certificates.trust(BROKER);
        return certificates;
    }

    /** The folder of somebody's files. */
    Path of(String name) {
        return folder.resolve(name);
    }

    /** How the broker shows itself and knows others. */
    Map<String, String> ofBroker() {
        return Map.of(
                "ssl.keystore.location",
                of(BROKER).resolve("user.p12").toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                known().toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                PASSWORD,
                "ssl.client.auth",
                "required");
    }

    /** How somebody's client shows itself. */
    Map<String, Object> client(String name) {
        return Map.of(
                "security.protocol",
                "SSL",
                "ssl.keystore.location",
                of(name).resolve("user.p12").toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                of(name).resolve("ca.crt").toString(),
                "ssl.truststore.type",
                "PEM");
    }

    private Path known() {
        return folder.resolve("known.p12");
    }

    private void make(String name) {
        try {
            Files.createDirectories(of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path store = of(name).resolve("user.p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-validity",
                "1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store);
        keytool("-exportcert", "-rfc", "-alias", name, "-file", of(name).resolve("user.crt"), "-keystore", store);
    }

    private void trust(String name) {
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                of(name).resolve("user.crt"),
                "-storetype",
                "PKCS12",
                "-keystore",
                known());
    }

    private void copyBrokersTo(String name) {
        try {
            Files.copy(of(BROKER).resolve("user.crt"), of(name).resolve("ca.crt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
