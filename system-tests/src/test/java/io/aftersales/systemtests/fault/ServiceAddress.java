package io.aftersales.systemtests.fault;

import io.aftersales.local.process.ServiceProcess;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one address that a cluster gives to a service: whoever connects is connected to one of the replicas that were ready when
 * they were last asked, and stays with it, whatever becomes of it. It knows nothing of requests.
 */
public final class ServiceAddress implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    /** So long may a replica that is not ready any more be given new connections. */
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient onward = vertx.createNetClient();
    private final HttpClient http = vertx.createHttpClient();
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();

    /** Listens at a port of the loopback address, and closes every connection until there is a replica. */
    public ServiceAddress(int port) {
        vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(port, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Spreads connections over these replicas, which are ready or will be. */
    public void spreadOver(List<ServiceProcess> replicas) {
        vertx.setPeriodic(0, BETWEEN_LOOKS_MILLIS, timer -> replicas.forEach(replica -> look(replica.port())));
        Awaitility.await("ready replicas").atMost(Duration.ofMinutes(1)).until(() -> ready.size() == replicas.size());
    }

    private void look(int replica) {
        http.request(HttpMethod.GET, replica, HOST, "/q/health/ready")
                .compose(HttpClientRequest::send)
                .map(answer -> answer.statusCode() == 200)
                .otherwise(false)
                .onSuccess(isReady -> {
                    if (isReady) {
                        ready.add(replica);
                    } else {
                        ready.remove(replica);
                    }
                });
    }

    private void connect(NetSocket caller) {
        List<Integer> choice = List.copyOf(ready);
        if (choice.isEmpty()) {
            caller.close();
            return;
        }
        caller.pause();
        onward.connect(choice.get(ThreadLocalRandom.current().nextInt(choice.size())), HOST)
                .onFailure(refused -> caller.close())
                .onSuccess(replica -> {
                    caller.pipeTo(replica).onComplete(over -> replica.close());
                    replica.pipeTo(caller).onComplete(over -> caller.close());
                });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
