package dev.holdup.server.web;

import dev.holdup.server.access.TrustedProxy;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a request comes from: the other end of the connection or, if that is a proxy that is believed, what it says.
///
/// @param isProxied whether it came by such a proxy
/// @param isSecure whether what the browser speaks is TLS
record Sender(InetAddress address, boolean isProxied, boolean isSecure) {
    private static final String ATTRIBUTE = Sender.class.getName();

    static Sender of(Context request, TrustedProxy proxy) throws Problem {
        Sender known = request.attribute(ATTRIBUTE);
        if (known == null) {
            known = find(request, proxy);
            request.attribute(ATTRIBUTE, known);
        }
        return known;
    }

    /// Of a request that was looked at before; null if it was refused earlier.
    static @Nullable Sender known(Context request) {
        return request.attribute(ATTRIBUTE);
    }

    private static Sender find(Context request, TrustedProxy proxy) throws Problem {
        InetAddress other = InetAddress.ofLiteral(withoutBrackets(request.req().getRemoteAddr()));
        boolean tls = request.req().isSecure();
        if (!proxy.isAt(other)) {
            return new Sender(other, false, tls);
        }
        return new Sender(
                forwarded(request, proxy, other),
                true,
                tls
                        || only(request, "X-Forwarded-Proto")
                                .filter("https"::equals)
                                .isPresent());
    }

    /// Each proxy adds whom it got the request from at the end; what stands before the last that is not one of ours may
    /// be made up.
    private static InetAddress forwarded(Context request, TrustedProxy proxy, InetAddress nearest) {
        List<String> hops = new ArrayList<>();
        for (String line : all(request, "X-Forwarded-For")) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        InetAddress address = nearest;
        for (String hop : hops.reversed()) {
            try {
                address = InetAddress.ofLiteral(withoutBrackets(hop.strip()));
            } catch (IllegalArgumentException noAddress) {
                return address;
            }
            if (!proxy.isAt(address)) {
                return address;
            }
        }
        return address;
    }

    private static String withoutBrackets(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    static List<String> all(Context request, String header) {
        return java.util.Collections.list(request.req().getHeaders(header));
    }

    /// A header that must not be there twice: which of them counts, proxies and servers see differently.
    static Optional<String> only(Context request, String header) throws Problem {
        List<String> values = all(request, header);
        if (values.size() > 1) {
            throw Problem.badRequest("The header " + header + " may be there once only.");
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.getFirst().strip());
    }

    /// By which it is counted. Who has an IPv6 address has all with the same first half.
    String key() {
        if (address instanceof Inet6Address) {
            byte[] half = address.getAddress();
            java.util.Arrays.fill(half, 8, 16, (byte) 0);
            try {
                return InetAddress.getByAddress(half).getHostAddress();
            } catch (java.net.UnknownHostException never) {
                throw new IllegalStateException(never);
            }
        }
        return address.getHostAddress();
    }
}
