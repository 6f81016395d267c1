package io.aftersales.gateway.caller;

import io.aftersales.gateway.GatewayConfig;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Lets nobody in without a valid bearer token, and nobody who sends too much. Which resources a caller may use is decided by
 * the services, which check the token again; only the operators' endpoints ask for their role here too.
 */
@ApplicationScoped
public class BearerCheck {

    private static final Logger LOG = Logger.getLogger(BearerCheck.class);
    private static final String SCHEME = "Bearer ";

    private final VerifiedTokens tokens;
    private final IdentityProviderManager identityProviders;
    private final Quota callers;
    private final Quota strangers;
    private final AtomicBoolean issuerIsSilent = new AtomicBoolean();

    BearerCheck(VerifiedTokens tokens, IdentityProviderManager identityProviders, GatewayConfig config) {
        this.tokens = tokens;
        this.identityProviders = identityProviders;
        GatewayConfig.RateLimitConfig limits = config.rateLimit();
        this.callers = new Quota("caller", limits.requests(), limits.window());
        this.strangers = new Quota("unauthenticated", limits.unauthenticatedRequests(), limits.window());
    }

    /**
     * Goes on when the caller is known, within its quota and has one of {@code roles}; else the request fails with 401, 429
     * or 403, or with 503 while the token's issuer cannot be asked.
     *
     * @param roles any of which is enough; none means that any caller will do
     */
    public void admit(RoutingContext context, Set<String> roles, Runnable goOn) {
        Optional<String> token = tokenOf(context.request());
        if (token.isEmpty()) {
            turnAway(context);
            return;
        }
        Optional<VerifiedCaller> known = tokens.find(token.get());
        if (known.isPresent()) {
            admit(context, known.get(), roles, goOn);
            return;
        }
        verify(context, token.get(), caller -> admit(context, caller, roles, goOn));
    }

    private void admit(RoutingContext context, VerifiedCaller caller, Set<String> roles, Runnable goOn) {
        try {
            callers.spend(caller.subject(), context.response());
        } catch (RuleBroken tooMany) {
            context.fail(tooMany);
            return;
        }
        if (!roles.isEmpty() && roles.stream().noneMatch(caller.roles()::contains)) {
            context.fail(new RuleBroken(GeneralProblem.FORBIDDEN, GeneralProblem.FORBIDDEN.meaning()));
            return;
        }
        goOn.run();
    }

    private void verify(RoutingContext context, String token, Consumer<VerifiedCaller> onVerified) {
        // The issuer may have to be asked for its keys first: the body waits until it is known where it goes.
        context.request().pause();
        Uni.createFrom()
                .deferred(() -> authenticate(context, token))
                .emitOn(MutinyHelper.executor(context.vertx().getOrCreateContext()))
                .subscribe()
                .with(
                        identity -> callerOf(identity)
                                .ifPresentOrElse(
                                        caller -> {
                                            issuerIsSilent.set(false);
                                            tokens.remember(token, caller);
                                            onVerified.accept(caller);
                                        },
                                        () -> turnAway(context)),
                        failure -> refuse(context, failure));
    }

    private Uni<SecurityIdentity> authenticate(RoutingContext context, String token) {
        return identityProviders.authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                new TokenAuthenticationRequest(new AccessTokenCredential(token)), context));
    }

    private void refuse(RoutingContext context, Throwable failure) {
        if (issuerIsAway(failure)) {
            if (issuerIsSilent.compareAndSet(false, true)) {
                LOG.warnf("The token issuer cannot be reached: %s", failure);
            }
            context.fail(new RuleBroken(
                    GeneralProblem.SERVICE_UNAVAILABLE,
                    "The token issuer cannot be reached, so no token can be checked"));
            return;
        }
        LOG.debugf(failure, "A token was refused");
        turnAway(context);
    }

    private void turnAway(RoutingContext context) {
        try {
            strangers.spend(context.request().remoteAddress().hostAddress(), context.response());
            context.fail(new RuleBroken(GeneralProblem.UNAUTHENTICATED, GeneralProblem.UNAUTHENTICATED.meaning()));
        } catch (RuleBroken tooMany) {
            context.fail(tooMany);
        }
    }

    private static Optional<String> tokenOf(HttpServerRequest request) {
        List<String> credentials = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        // Two of them could be read as one caller here and as the other one by a service.
        if (credentials.size() != 1 || !credentials.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = credentials.get(0).substring(SCHEME.length()).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    private static Optional<VerifiedCaller> callerOf(SecurityIdentity identity) {
        if (identity == null
                || !(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getSubject() == null) {
            return Optional.empty();
        }
        return Optional.of(new VerifiedCaller(
                token.getSubject(), Set.copyOf(identity.getRoles()), Instant.ofEpochSecond(token.getExpirationTime())));
    }

    /** Without the issuer's keys the extension fails with whatever the connection failed with. */
    private static boolean issuerIsAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException
                    || cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }
}
