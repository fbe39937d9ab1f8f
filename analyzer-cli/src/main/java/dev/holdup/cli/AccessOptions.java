package dev.holdup.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who is let in to a server.
final class AccessOptions {
    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speak TLS with this certificate: PEM, those that lead to a known one after it.")
    @Nullable
    Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key: PEM, PKCS#8, not encrypted.")
    @Nullable
    Path key;

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "A proxy whose X-Forwarded-For and -Proto are believed, such as 10.1.2.3 or 10.0.0.0/8."
                    + " Repeatable.")
    List<String> proxies = new ArrayList<>();

    @Option(
            names = "--trust-header",
            paramLabel = "NAME",
            description = "The proxies log people in and say in this header who it is, such as X-Forwarded-User.")
    @Nullable
    String userHeader;

    @Option(
            names = "--groups-header",
            paramLabel = "NAME",
            description = "In this header the proxies say the user's groups, separated by commas.")
    @Nullable
    String groupsHeader;

    @Option(
            names = "--group",
            paramLabel = "GROUP=ROLE",
            description =
                    "What members of a group may do: upload, read, read-values or admin; '*' is whoever has logged"
                            + " in. Repeatable.")
    Map<String, String> roleByGroup = new LinkedHashMap<>();

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description = "Requests a second of one token or address; by default ${DEFAULT-VALUE}.")
    int requestsPerSecond = 200;

    @Option(
            names = "--max-uploads",
            paramLabel = "N",
            description = "Uploads a minute that one token or address may begin; by default ${DEFAULT-VALUE}.")
    int uploadsPerMinute = 600;

    @Option(
            names = "--keep-audit",
            paramLabel = "DAYS",
            description = "How long the audit log remembers; by default ${DEFAULT-VALUE}.")
    int auditDays = 365;
}
