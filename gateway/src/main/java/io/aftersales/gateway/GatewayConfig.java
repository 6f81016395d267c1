package io.aftersales.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that an operator may set on the gateway. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** The services behind the gateway, by name. */
    Map<String, ServiceConfig> services();

    /** Largest body of a request; imports are exempt. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** Origins of browsers' pages that may call the API, such as {@code https://desk.example.com}; its own needs no entry. */
    Optional<List<String>> corsOrigins();

    UpstreamConfig upstream();

    TokenConfig tokens();

    RateLimitConfig rateLimit();

    /** How long the merged OpenAPI document is served before the services are asked again. */
    @WithDefault("30S")
    Duration openapiRefresh();

    interface ServiceConfig {

        /** {@code host:port} of every instance. */
        List<String> addresses();

        /** Prefixes below {@code /api/v1} of the resources that the service owns. */
        List<String> paths();
    }

    interface UpstreamConfig {

        /** How long a service may take to begin its answer. What the caller asks for by {@code Prefer: wait} comes on top. */
        @WithDefault("20S")
        Duration responseTimeout();

        @WithDefault("2S")
        Duration connectTimeout();

        /** How long a connection may be silent, in the middle of an answer too: longer than the heartbeat of event streams. */
        @WithDefault("90S")
        Duration idleTimeout();

        /** Every open event stream holds one. */
        @WithDefault("2048")
        int connectionsPerAddress();

        /** How long an address that failed is passed over while others answer. */
        @WithDefault("3S")
        Duration rest();

        /**
         * How often the instances of a service that has several are asked whether they are ready; shorter than
         * {@link #rest()}. Zero for never.
         */
        @WithDefault("1S")
        Duration probeEvery();
    }

    interface TokenConfig {

        /** How long a verified token is trusted without checking its signature again; never past its own expiry. */
        @WithDefault("5M")
        Duration rememberFor();

        @WithDefault("10000")
        long remembered();
    }

    interface RateLimitConfig {

        /** Requests that one caller (the token's subject) may send in a window. */
        @WithDefault("600000")
        long requests();

        /** Requests without a valid token that one address may send in a window: a token cannot be guessed at leisure. */
        @WithDefault("6000")
        long unauthenticatedRequests();

        @WithDefault("1M")
        Duration window();
    }
}
