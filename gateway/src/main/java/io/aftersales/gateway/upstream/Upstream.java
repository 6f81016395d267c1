package io.aftersales.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jboss.logging.Logger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** One service as the gateway reaches it. */
public final class Upstream {

    private static final Logger LOG = Logger.getLogger(Upstream.class);

    private static final long PROBE_MILLIS = 1_000;

    private final String name;
    private final Addresses addresses;
    private final HttpClient client;
    private final AtomicBoolean silent = new AtomicBoolean();

    Upstream(String name, Addresses addresses, HttpClient client) {
        this.name = name;
        this.addresses = addresses;
        this.client = client;
    }

    public String name() {
        return name;
    }

    /**
     * A connection to an instance of the service, on which nothing has been sent yet. An instance that cannot be reached is
     * replaced by the next one, once: whatever the request is, it is safe to try elsewhere while nobody has seen it.
     */
    public Future<Connection> connect() {
        List<Address> order = addresses.inTurn();
        return open(order.get(0)).recover(unreachable -> {
            if (order.size() == 1) {
                return Future.failedFuture(unreachable);
            }
            LOG.debugf("%s does not answer at %s, trying %s", name, order.get(0), order.get(1));
            return open(order.get(1));
        });
    }

    /** Whether there is a choice of instances, so that it pays to know which are ready. */
    boolean hasSeveralInstances() {
        return addresses.all().size() > 1;
    }

    /** Asks every instance whether it is ready, and passes over those that are not while others are. */
    void probe() {
        addresses
                .all()
                .forEach(address -> isReady(address).onSuccess(ready -> {
                    if (ready) {
                        addresses.answered(address);
                    } else {
                        addresses.failed(address);
                    }
                }));
    }

    /**
     * Asks every instance whether it is ready. Never fails.
     *
     * @return for each address whether it said so
     */
    public Future<Map<String, Boolean>> readiness() {
        Map<String, Boolean> ready = new ConcurrentSkipListMap<>();
        List<Future<Void>> asked = addresses.all().stream()
                .map(address -> isReady(address).<Void>map(answer -> {
                    ready.put(address.toString(), answer);
                    return null;
                }))
                .toList();
        return Future.join(asked).map(ready);
    }

    private Future<Boolean> isReady(Address address) {
        return open(address)
                .compose(connection -> connection
                        .request()
                        .setMethod(HttpMethod.GET)
                        .setURI("/q/health/ready")
                        .idleTimeout(PROBE_MILLIS)
                        .send())
                .map(response -> response.statusCode() == 200)
                .otherwise(false);
    }

    private Future<Connection> open(Address address) {
        return client.request(new RequestOptions().setServer(address.socket()))
                .onFailure(unreachable -> addresses.failed(address))
                .map(request -> new Connection(request, address));
    }

    /** A request got no answer. Said once, until the service answers again: it may be said of thousands in a second. */
    void gaveNoAnswer(String request, Throwable reason) {
        if (silent.compareAndSet(false, true)) {
            LOG.warnf("%s gives no answer, first to %s: %s", name, request, reason);
        }
    }

    /** A request that can be sent, and to whom. */
    public final class Connection {

        private final HttpClientRequest request;
        private final Address address;

        private Connection(HttpClientRequest request, Address address) {
            this.request = request;
            this.address = address;
        }

        public HttpClientRequest request() {
            return request;
        }

        void answered() {
            addresses.answered(address);
            if (silent.get() && silent.compareAndSet(true, false)) {
                LOG.infof("%s answers again", name);
            }
        }

        /** The instance answered and is about to end. */
        void leaves() {
            addresses.failed(address);
        }

        /** The connection ended before the answer. */
        void broke() {
            addresses.failed(address);
        }

        /**
         * Stops waiting for the answer.
         *
         * @param faulty whether the instance is to blame, so that others are preferred for a while
         */
        void giveUp(boolean faulty) {
            if (faulty) {
                addresses.failed(address);
            }
            request.reset();
        }
    }
}
