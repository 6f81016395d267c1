package io.aftersales.local.command;

import io.aftersales.local.identity.User;
import io.aftersales.local.sample.SampleData;
import io.aftersales.local.suite.Suite;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the runner says when the suite is ready: where things are, who can sign in, and a session to paste. */
record Greeting(Suite suite, Duration took, Optional<SampleData.Loaded> sample) {

    void print(PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "Ready after %.0f s%s.%n", took.toMillis() / 1e3, memory());
        out.printf(
                """

                API             %sdocs
                Tokens          %s  (OpenID Connect; checks no password, for this machine only)
                Kafka           %s
                PostgreSQL      %s
                Mail            SMTP on port %d, nothing is delivered
                Data and logs   %s

                Users, with any password:
                """,
                suite.api(),
                suite.identity().issuer(),
                suite.broker().bootstrapServers(),
                suite.database().jdbcUrl("helpdesk").replace("helpdesk", "<service>"),
                suite.mail().port(),
                suite.dataFolder());
        User.ALL.forEach(user -> out.printf("  %-8s %s%n", user.username(), String.join(", ", user.roles())));
        sample.ifPresent(loaded -> out.printf("""

                A refund from a ticket, to paste into a shell:

                %s
                """, session(loaded).indent(2).stripTrailing()));
        out.println();
        out.println("Ctrl-C stops everything.");
        out.flush();
    }

    private String memory() {
        return suite.memory().isPresent()
                ? String.format(
                        Locale.ROOT,
                        ", %.1f GiB of memory (PSS)",
                        suite.memory().getAsLong() / 1024.0 / 1024.0)
                : "";
    }

    /** Each paste makes documents of its own; sending one request twice makes one. */
    private String session(SampleData.Loaded loaded) {
        return """
                API=%s TOKENS=%s RUN=$(date +%%Y%%m%%d-%%H%%M%%S)-$RANDOM
                token() { curl -s "$TOKENS" -d grant_type=password -d client_id=curl -d username=$1 -d password=any | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'; }
                post() { curl -s "$API$2" -H "Authorization: Bearer $1" -H "Content-Type: application/json" -H "Idempotency-Key: $RUN-$3" -H "Prefer: wait=10" -d "$4"; }
                id() { grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4; }
                AGENT=$(token agnes) ACCOUNTANT=$(token anna)
                CUSTOMER=$(post $AGENT /customers customer '{"name":"Ada Example '$RUN'"}' | id)
                INVOICE=$(post $ACCOUNTANT /invoices invoice '{"customerId":"'$CUSTOMER'","lines":[{"description":"Lamp","quantity":2,"unitPrice":"19.90"}]}' | id)
                post $ACCOUNTANT /invoices/$INVOICE/post posting '{}'; echo
                TICKET=$(post $AGENT /tickets ticket '{"subject":"The lamps came broken","customerId":"'$CUSTOMER'","teamId":"%s"}' | id)
                post $AGENT /tickets/$TICKET/refunds refund '{"invoiceId":"'$INVOICE'","method":"full","reason":"Broken"}'; echo
                curl -s $API/tickets/$TICKET/smart-buttons -H "Authorization: Bearer $AGENT"; echo
                """.formatted(
                suite.api().toString().replaceAll("/$", ""), suite.identity().tokenEndpoint(), loaded.teamId());
    }
}
