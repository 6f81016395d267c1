package io.aftersales.gateway.upstream;

import io.aftersales.platform.request.RequestFilter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyRequest;

import java.util.List;

/**
 * Which headers travel on. Those of one connection (RFC 9110 §7.6.1, and whatever {@code Connection} names) stay behind, in
 * both directions; who called, and by which name, is said by the gateway alone: what a client claims about it is dropped.
 */
final class EndToEndHeaders {

    private static final List<String> OF_ONE_CONNECTION = List.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");
    private static final List<String> SAID_BY_THE_GATEWAY = List.of(
            "forwarded",
            "x-forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-forwarded-ssl",
            "x-real-ip",
            // The client adds those of the gateway's own span, a child of the caller's. Of two the service would
            // believe the first, and the gateway would stand beside the trace.
            "traceparent",
            "tracestate",
            "baggage",
            // Continuing was decided here.
            "expect");

    private EndToEndHeaders() {}

    static void ofRequest(ProxyRequest onward, HttpServerRequest incoming, String requestId) {
        MultiMap headers = onward.headers();
        dropOfOneConnection(headers);
        SAID_BY_THE_GATEWAY.forEach(headers::remove);
        headers.set(RequestFilter.HEADER, requestId);
        headers.set("X-Forwarded-For", incoming.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", incoming.scheme());
        if (incoming.authority() != null) {
            // Services build absolute links from the name they were called by: it must be the one that the client
            // knows.
            onward.setAuthority(incoming.authority());
            headers.set("X-Forwarded-Host", incoming.authority().toString());
        }
    }

    static void ofResponse(MultiMap headers) {
        dropOfOneConnection(headers);
        headers.remove(RequestFilter.HEADER);
    }

    private static void dropOfOneConnection(MultiMap headers) {
        List<String> named = headers.getAll(HttpHeaders.CONNECTION);
        if (!named.isEmpty()) {
            // A name that a client lists must not take away what the gateway vouches for, which is set after this.
            named.stream()
                    .flatMap(value -> List.of(value.split(",")).stream())
                    .map(String::trim)
                    .filter(name -> !name.isEmpty())
                    .filter(name -> !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH.toString()))
                    .toList()
                    .forEach(headers::remove);
        }
        OF_ONE_CONNECTION.forEach(headers::remove);
    }
}
