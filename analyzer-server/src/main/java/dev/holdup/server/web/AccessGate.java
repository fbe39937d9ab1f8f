package dev.holdup.server.web;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.Caller;
import dev.holdup.server.access.RateLimit;
import dev.holdup.server.access.Role;
import dev.holdup.server.access.Sessions;
import dev.holdup.server.access.TokenDesk;
import dev.holdup.server.store.TokenRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Lets requests through to their routes: finds out who sends them, whether they may, and whether it is too much.
final class AccessGate {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> BEGIN_UPLOADS =
            Set.of("POST /api/incidents", "POST /api/uploads", "PUT /put/{name}", "PUT /put/{label}/{name}");
    /// A token that is made by another process, with the same database, counts after so long.
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private static final String WRONG = "holdup.wrong-credentials";
    private static final String BEARER = "bearer ";
    private static final String OURS = "holdup_";

    private final AccessSettings settings;
    private final TokenDesk tokens;
    private final Sessions sessions;
    private final Tally tally;
    private final RateLimit failures;
    private final RateLimit requests;
    private final RateLimit uploads;
    private volatile boolean required;
    private final AtomicLong lookAt = new AtomicLong(System.nanoTime());

    AccessGate(AccessSettings settings, TokenDesk tokens, Sessions sessions, Tally tally) {
        this.settings = settings;
        this.tokens = tokens;
        this.sessions = sessions;
        this.tally = tally;
        this.failures = new RateLimit(settings.failuresPerMinute(), settings.failuresPerMinute());
        int perSecond = settings.requestsPerSecond();
        this.requests = new RateLimit(perSecond * 5, perSecond * 60);
        this.uploads = new RateLimit(settings.uploadsPerMinute(), settings.uploadsPerMinute());
        this.required = settings.alwaysRequired() || settings.proxy().names();
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::identify);
        routes.beforeMatched(this::check);
    }

    /// Whether callers have to say who they are: once there was a token, for ever.
    boolean isRequired() {
        long now = System.nanoTime();
        long next = lookAt.get();
        if (!required && now - next >= 0 && lookAt.compareAndSet(next, now + LOOK_EVERY_NANOS)) {
            lookAgain();
        }
        return required;
    }

    /// At once, after a token was made here.
    void lookAgain() {
        if (tokens.everMade()) {
            required = true;
        }
    }

    private void identify(Context request) throws Problem {
        Sender sender = Sender.of(request, settings.proxy());
        Caller caller = isRequired() ? find(request, sender) : Caller.LOCAL;
        caller.attachTo(request);
        if (caller.kind() != Caller.Kind.LOCAL) {
            limit(request, requests, key(caller, sender), "requests");
        }
    }

    private static String key(Caller caller, Sender sender) {
        return caller.kind() == Caller.Kind.NOBODY ? sender.key() : caller.name() + " " + caller.tokenId();
    }

    private Caller find(Context request, Sender sender) throws Problem {
        Optional<String> bearer = Sender.only(request, "Authorization")
                .filter(value -> (value + " ").toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> (value + " ").substring(BEARER.length()).strip());
        Optional<Caller> byProxy = byProxy(request, sender);
        // A proxy may hand on a token of its own, which is none of ours.
        if (bearer.isPresent() && (byProxy.isEmpty() || bearer.get().startsWith(OURS))) {
            return caller(Caller.Kind.TOKEN, verify(request, sender, bearer.get()));
        }
        if (byProxy.isPresent()) {
            return byProxy.get();
        }
        Optional<String> cookie = SessionCookie.of(request, sender);
        return cookie.isEmpty()
                ? Caller.NOBODY
                : switch (sessions.find(cookie.get())) {
                    case Sessions.Found.Open(TokenRow token) -> caller(Caller.Kind.SESSION, token);
                    case Sessions.Found.Over() -> {
                        SessionCookie.clear(request, sender);
                        yield Caller.NOBODY;
                    }
                    case Sessions.Found.Unknown() -> {
                        SessionCookie.clear(request, sender);
                        noteFailure(request, sender, "cookie");
                        yield Caller.NOBODY;
                    }
                };
    }

    private static Caller caller(Caller.Kind kind, TokenRow token) {
        // A word that this version does not know gives no right.
        Role role = Role.grantable(token.role()).orElse(Role.ANYONE);
        return new Caller(kind, token.name(), role, token.id());
    }

    private Optional<Caller> byProxy(Context request, Sender sender) throws Problem {
        String userHeader = settings.proxy().userHeader();
        if (userHeader == null || !sender.isProxied()) {
            return Optional.empty();
        }
        Optional<String> user = Sender.only(request, userHeader).filter(name -> !name.isBlank());
        if (user.isEmpty()) {
            return Optional.empty();
        }
        Set<String> groups = new HashSet<>();
        String groupsHeader = settings.proxy().groupsHeader();
        if (groupsHeader != null) {
            Sender.only(request, groupsHeader)
                    .ifPresent(line -> Arrays.stream(line.split(",", -1))
                            .map(String::strip)
                            .forEach(groups::add));
        }
        String name = Labels.printable(user.get());
        return Optional.of(
                settings.proxy().caller(name, groups).orElse(new Caller(Caller.Kind.PROXY, name, Role.ANYONE, null)));
    }

    /// The token that it is.
    ///
    /// @throws Problem 401 if it is none, 429 if that came too often
    TokenRow verify(Context request, Sender sender, String text) throws Problem {
        Optional<TokenRow> token = tokens.verify(text);
        if (token.isPresent()) {
            return token.get();
        }
        noteFailure(request, sender, "token");
        throw unauthorized(request, "This token is unknown, expired or revoked: ask for another.");
    }

    /// Guessing is hopeless; this keeps those who try from keeping the server busy. Who has a right token is let in
    /// from the same address all the while.
    private void noteFailure(Context request, Sender sender, String by) throws Problem {
        tally.count(Tally.Count.AUTH_FAILURES, by);
        limit(request, failures, sender.key(), "failures");
        request.attribute(WRONG, true);
    }

    /// Whether it came with a token or cookie that is none.
    static boolean wasWrong(Context request) {
        return request.attribute(WRONG) != null;
    }

    private void limit(Context request, RateLimit limit, String key, String what) throws Problem {
        long seconds = limit.take(key);
        if (seconds > 0) {
            tally.count(Tally.Count.RATE_LIMITED, what);
            request.header("Retry-After", Long.toString(seconds));
            throw new Problem(429, "too-many-" + what, "That is too much at once: try again in " + seconds + " s.");
        }
    }

    private static Problem unauthorized(Context request, String detail) {
        request.header("WWW-Authenticate", "Bearer realm=\"holdup\"");
        return new Problem(401, "unauthorized", detail);
    }

    private void check(Context request) throws Problem {
        Caller caller = Caller.of(request);
        // None for HEAD where there is only GET: its answer is empty whoever asks for whatever.
        for (RouteRole wanted : request.routeRoles()) {
            if (!(wanted instanceof Role role) || !caller.may(role)) {
                throw refusal(request, caller, wanted);
            }
        }
        if (caller.kind().isAmbient() && !READING.contains(request.method().name())) {
            checkOwnPage(request);
        }
        var matched = request.endpoints().matchedHttpEndpoint();
        if (caller.kind() != Caller.Kind.LOCAL
                && matched != null
                && BEGIN_UPLOADS.contains(request.method().name() + " " + matched.path)) {
            limit(request, uploads, key(caller, Sender.of(request, settings.proxy())), "uploads");
        }
    }

    private static Problem refusal(Context request, Caller caller, RouteRole wanted) {
        if (caller.kind() == Caller.Kind.NOBODY) {
            return unauthorized(
                    request, "Say who you are: log in, or send a token as \"Authorization: Bearer holdup_…\".");
        }
        String needed = wanted instanceof Role role ? role.word() : "another role";
        return new Problem(
                403,
                "forbidden",
                "This wants the role " + needed + ", and " + Labels.printable(caller.name()) + " has "
                        + (caller.role() == Role.ANYONE ? "none" : caller.role().word()) + ": ask an admin.");
    }

    /// Foreign origins are refused before; here one that says nothing is, too, as all browsers of today do say.
    private static void checkOwnPage(Context request) throws Problem {
        if (request.header("Origin") == null && !"same-origin".equals(request.header("Sec-Fetch-Site"))) {
            throw new Problem(
                    403,
                    "cross-site",
                    "What logs in by cookie or proxy has to be this server's page: scripts send a token.");
        }
    }
}
