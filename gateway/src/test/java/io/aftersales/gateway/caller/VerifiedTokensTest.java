package io.aftersales.gateway.caller;

import io.aftersales.gateway.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class VerifiedTokensTest {

    private static final String TOKEN = "header.claims.signature";

    @Test
    void knowsATokenThatWasVerifiedAndNoOther() {
        VerifiedTokens tokens = rememberingFor("5M");
        VerifiedCaller anna = expiringIn(Duration.ofMinutes(5));
        tokens.remember(TOKEN, anna);
        assertThat(tokens.find(TOKEN)).contains(anna);
        assertThat(tokens.find(TOKEN + "x")).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void forgetsATokenWhenItExpires() {
        VerifiedTokens tokens = rememberingFor("5M");
        assertThat(tokens.find(TOKEN)).isEmpty();
        tokens.remember(TOKEN, expiringIn(Duration.ofSeconds(1)));
        assertThat(tokens.find(TOKEN)).isPresent();
        Awaitility.await().until(() -> tokens.find(TOKEN).isEmpty());
    }

    @Test
    void forgetsATokenAfterAWhileEvenIfItIsValidForLong() {
        VerifiedTokens tokens = rememberingFor("1S");
        assertThat(tokens.find(TOKEN)).isEmpty();
        tokens.remember(TOKEN, expiringIn(Duration.ofDays(1)));
        assertThat(tokens.find(TOKEN)).isPresent();
        Awaitility.await().until(() -> tokens.find(TOKEN).isEmpty());
    }

    @Test
    void doesNotRememberATokenThatHasExpired() {
        VerifiedTokens tokens = rememberingFor("5M");
        tokens.remember(TOKEN, expiringIn(Duration.ofSeconds(-1)));
        assertThat(tokens.find(TOKEN)).isEmpty();
    }

    private static VerifiedCaller expiringIn(Duration duration) {
        Instant expiry = Clock.systemUTC().instant().plus(duration);
        return new VerifiedCaller("anna", Set.of("agent"), expiry);
    }

    private static VerifiedTokens rememberingFor(String duration) {
        GatewayConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(
                        Map.of("gateway.tokens.remember-for", duration), "settings of the test", 100))
                .withMapping(GatewayConfig.class)
                .build()
                .getConfigMapping(GatewayConfig.class);
        return new VerifiedTokens(config);
    }
}
