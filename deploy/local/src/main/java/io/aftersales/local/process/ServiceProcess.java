package io.aftersales.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One replica of a service, or the gateway: a Quarkus application in a JVM of its own. */
public final class ServiceProcess extends JvmPart {

    private final Path jar;
    private final int port;
    private final Map<String, String> environment;
    private final HttpClient http;

    /**
     * @param jar the module's {@code quarkus-run.jar}
     * @param environment its configuration, besides address and port
     */
    public ServiceProcess(
            String name, Path jar, int port, Map<String, String> environment, HttpClient http, Place place) {
        super(name, place);
        this.jar = jar;
        this.port = port;
        this.environment = Map.copyOf(environment);
        this.http = http;
    }

    @Override
    public int port() {
        return port;
    }

    /** Its own address, without a path: what the gateway uses. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    protected List<String> arguments() {
        return List.of("-Xms32m", "-Xmx192m", "-jar", jar.toString());
    }

    @Override
    protected Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return all;
    }

    @Override
    protected Optional<Path> archivable() {
        return Optional.of(jar);
    }

    @Override
    protected boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("interrupted", e);
        }
    }
}
