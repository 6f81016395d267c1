package io.aftersales.helpdesk.aftersales;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From which ticket something is asked for, and how long the caller wants to wait for the outcome. */
public class Ask {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

    @PathParam("ticketId")
    UUID ticketId;

    @HeaderParam("Prefer")
    @Parameter(description = "wait=N waits up to N seconds for the outcome (RFC 7240)", example = "wait=5")
    String prefer;

    UUID ticketId() {
        return ticketId;
    }

    /** How long to wait; zero without a (readable) preference. */
    Duration patience(Duration atMost) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return Duration.ZERO;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return wanted.compareTo(atMost) < 0 ? wanted : atMost;
    }
}
