package io.aftersales.gateway.upstream;

import io.vertx.core.net.SocketAddress;

/** Where one instance of a service listens. */
record Address(SocketAddress socket) {

    /** @throws IllegalArgumentException if {@code text} is not {@code host:port} */
    static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("Not host:port: " + text);
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        return new Address(SocketAddress.inetSocketAddress(port, text.substring(0, colon)));
    }

    @Override
    public String toString() {
        return socket.host() + ":" + socket.port();
    }
}
