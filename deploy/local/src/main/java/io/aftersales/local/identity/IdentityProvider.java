package io.aftersales.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.aftersales.local.process.SuiteException;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A light OpenID Connect issuer in this JVM, for one machine only: it listens on the loopback address, <em>checks no
 * password</em> and signs with a key that anybody can read in its library. That key stays the same, so tokens outlive a
 * restart. Users are {@link User#ALL}; any other name is refused.
 *
 * <p>Scripts use the password grant, front ends the code flow (PKCE), where the sign-in page has a button for each user.
 */
public final class IdentityProvider implements AutoCloseable {

    private static final String AUDIENCE = "aftersales";
    private static final long TOKEN_SECONDS = 3_600;

    private final int port;
    private final TokenIssuer tokens;
    private final Path signInPage;
    private final Map<String, String> customers = new ConcurrentHashMap<>();
    private MockOAuth2Server server;

    /** @param folder for the sign-in page */
    public IdentityProvider(int port, Path folder, HttpClient http) {
        this.port = port;
        this.tokens = new TokenIssuer(port, http);
        this.signInPage = folder.resolve("sign-in.html");
    }

    /** Opens the port; does nothing when it is open. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        writeSignInPage();
        server = new MockOAuth2Server(new OAuth2Config(
                true,
                signInPage.toString(),
                null,
                false,
                new OAuth2TokenProvider(),
                Set.of(new Tokens()),
                new MockWebServerWrapper()));
        try {
            server.start(InetAddress.getByName("127.0.0.1"), port);
        } catch (IOException e) {
            throw new SuiteException("the token issuer cannot listen on port " + port, e);
        }
        // The library hands its fixed key to the issuer asked for first: that is ours from here on.
        server.getConfig().getTokenProvider().publicJwkSet(TokenIssuer.NAME);
    }

    /** Closes the port; tokens given so far stay valid. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.shutdown();
            server = null;
        }
    }

    /** As clients see it. */
    public TokenIssuer clientView() {
        return tokens;
    }

    /** The {@code iss} of the tokens, under which metadata and keys are found. */
    public URI issuer() {
        return tokens.issuer();
    }

    public URI tokenEndpoint() {
        return tokens.tokenEndpoint();
    }

    /**
     * A new access token, as {@link TokenIssuer#token} gets it.
     *
     * @throws SuiteException if nobody is called that
     */
    public String token(String username) {
        return tokens.token(username);
    }

    /** From now on this user's tokens carry the id of a customer. */
    public synchronized void actsFor(String username, String customerId) {
        customers.put(username, customerId);
        writeSignInPage();
    }

    private Map<String, Object> claims(User user) {
        Map<String, Object> claims = user.claims();
        String customer = customers.get(user.username());
        if (customer != null) {
            claims.put("customer_id", customer);
        }
        return claims;
    }

    private void writeSignInPage() {
        StringBuilder forms = new StringBuilder();
        for (User user : User.ALL) {
            forms.append("""
                    <form method="post">
                      <input type="hidden" name="username" value="%s">
                      <input type="hidden" name="claims" value="%s">
                      <button>%s</button> %s
                    </form>
                    """.formatted(
                            user.username(),
                            json(claims(user)).replace("&", "&amp;").replace("\"", "&quot;"),
                            user.name(),
                            String.join(", ", user.roles())));
        }
        try {
            Files.createDirectories(signInPage.getParent());
            Files.writeString(signInPage, """
                    <!doctype html>
                    <html lang="en">
                    <meta charset="utf-8">
                    <title>Sign in to aftersales on this machine</title>
                    <style>body { font: 1rem sans-serif; margin: 3rem } form { margin: .5rem 0 } button { width: 14rem; padding: .4rem }</style>
                    <h1>Sign in as</h1>
                    %s
                    <p>For one machine only: no password is checked.</p>
                    """.formatted(forms));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Map<String, Object> claims) {
        try {
            return new ObjectMapper().writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What goes into a token: of the user named in a password grant, else what the sign-in page's form brings along. */
    private final class Tokens implements OAuth2TokenCallback {

        @Override
        public String issuerId() {
            return TokenIssuer.NAME;
        }

        @Override
        public String subject(TokenRequest request) {
            return user(request).map(User::username).orElse(null);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return user(request).map(IdentityProvider.this::claims).orElse(Map.of());
        }

        private Optional<User> user(TokenRequest request) {
            if (!(request.getAuthorizationGrant() instanceof ResourceOwnerPasswordCredentialsGrant grant)) {
                return Optional.empty();
            }
            Optional<User> user = User.named(grant.getUsername());
            if (user.isEmpty()) {
                throw new OAuth2Exception(
                        OAuth2Error.INVALID_GRANT.setDescription("nobody here is called that"),
                        "nobody is called " + grant.getUsername());
            }
            return user;
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return "JWT";
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return List.of(AUDIENCE);
        }

        @Override
        public long tokenExpiry() {
            return TOKEN_SECONDS;
        }
    }
}
