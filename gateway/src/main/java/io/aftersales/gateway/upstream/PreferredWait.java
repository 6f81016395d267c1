package io.aftersales.gateway.upstream;

import io.vertx.core.MultiMap;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller asks a service to wait before it answers: {@code Prefer: wait=5} (RFC 7240). */
final class PreferredWait {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})", Pattern.CASE_INSENSITIVE);

    private PreferredWait() {}

    /** What is asked for, at most a minute; zero when nothing is. */
    static Duration of(MultiMap headers) {
        String preferences = headers.get("Prefer");
        if (preferences == null) {
            return Duration.ZERO;
        }
        Matcher wait = WAIT.matcher(preferences);
        return wait.find() ? Duration.ofSeconds(Math.min(60, Long.parseLong(wait.group(1)))) : Duration.ZERO;
    }
}
