package dev.holdup.server.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A server, and how to get in.
///
/// @param token by which it knows us; null without
/// @param authority certificates as PEM, one of which the server's own has to lead to; null for those that Java knows
public record ServerAddress(
        URI server, @Nullable String token, @Nullable Path authority) {

    HttpClient http() throws IOException {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        if (authority != null) {
            client.sslContext(trusting(authority));
        }
        return client.build();
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int known = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(authority)))) {
                store.setCertificateEntry("authority-" + known++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(authority + " has no certificate", unusable);
        }
    }

    /// Never the token.
    @Override
    public String toString() {
        return server.toString();
    }
}
