package dev.holdup.server.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// What the server proves itself with.
///
/// @param certificate its own, then those that lead to a known one, as PEM
/// @param key its private key as PEM, PKCS#8, not encrypted
public record TlsFiles(Path certificate, Path key) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /// @throws IOException with a sentence that says which file is wrong
    public SslContextFactory.Server context() throws IOException {
        List<Certificate> chain = chain();
        PrivateKey proof = privateKey();
        if (!chain.getFirst().getPublicKey().getAlgorithm().equals(proof.getAlgorithm())) {
            throw new IOException(key + " is not the key of " + certificate + ": give the two that belong together.");
        }
        // The store never leaves the memory; its password protects nothing.
        char[] password = UUID.randomUUID().toString().toCharArray();
        SslContextFactory.Server context = new SslContextFactory.Server();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("holdup", proof, password, chain.toArray(Certificate[]::new));
            context.setKeyStore(store);
        } catch (GeneralSecurityException unusable) {
            throw new IOException(certificate + " and " + key + " do not go together: give the two that do.", unusable);
        }
        context.setKeyStorePassword(new String(password));
        return context;
    }

    private List<Certificate> chain() throws IOException {
        try {
            List<Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate))));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException none) {
            // Said below.
        }
        throw new IOException(certificate + " has no certificate: give a file with -----BEGIN CERTIFICATE-----.");
    }

    private PrivateKey privateKey() throws IOException {
        Matcher pem = PRIVATE_KEY.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
        if (pem.find()) {
            try {
                PKCS8EncodedKeySpec encoded =
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
                for (String algorithm : ALGORITHMS) {
                    try {
                        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
                    } catch (InvalidKeySpecException other) {
                        // The next may read it.
                    }
                }
            } catch (IllegalArgumentException | GeneralSecurityException damaged) {
                // Said below.
            }
        }
        throw new IOException(
                key + " has no plain private key: \"openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW\" makes one.");
    }
}
