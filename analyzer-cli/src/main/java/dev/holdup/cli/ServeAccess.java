package dev.holdup.cli;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.AddressRange;
import dev.holdup.server.access.Role;
import dev.holdup.server.access.TlsFiles;
import dev.holdup.server.access.TrustedProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the options say of who is let in.
record ServeAccess(AccessOptions options) {

    AccessSettings settings() throws CommandFailure {
        if (options.requestsPerSecond < 1 || options.uploadsPerMinute < 1 || options.auditDays < 1) {
            throw CommandFailure.wrongUsage("--max-requests, --max-uploads and --keep-audit must be 1 or more.");
        }
        return new AccessSettings(
                false,
                proxy(),
                options.requestsPerSecond,
                options.uploadsPerMinute,
                AccessSettings.FAILURES_PER_MINUTE,
                Duration.ofDays(options.auditDays),
                AccessSettings.AUDIT_ENTRIES);
    }

    private TrustedProxy proxy() throws CommandFailure {
        List<AddressRange> addresses = new ArrayList<>();
        for (String proxy : options.proxies) {
            addresses.add(AddressRange.of(proxy)
                    .orElseThrow(() -> CommandFailure.wrongUsage(
                            "--proxy " + proxy + " is no address: write one like 10.1.2.3 or 10.0.0.0/8.")));
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : options.roleByGroup.entrySet()) {
            roles.put(each.getKey(), role(each.getValue()));
        }
        if (options.userHeader == null) {
            if (!roles.isEmpty() || options.groupsHeader != null) {
                throw CommandFailure.wrongUsage(
                        "--group and --groups-header belong to --trust-header: name the header that has the user.");
            }
        } else if (addresses.isEmpty()) {
            throw CommandFailure.wrongUsage(
                    "--trust-header believes what a proxy says: give the proxy's address with --proxy.");
        } else if (roles.isEmpty()) {
            throw CommandFailure.wrongUsage("With --trust-header alone nobody may do anything: give roles, such as"
                    + " --group '*=read' or --group ops=admin.");
        }
        return new TrustedProxy(List.copyOf(addresses), options.userHeader, options.groupsHeader, roles);
    }

    static Role role(String word) throws CommandFailure {
        return Role.grantable(word)
                .orElseThrow(() -> CommandFailure.wrongUsage(
                        "'" + word + "' is no role: write upload, read, read-values or admin."));
    }

    /// Null for plain HTTP.
    @Nullable
    TlsFiles tls() throws CommandFailure {
        Path certificate = options.certificate;
        Path key = options.key;
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw CommandFailure.wrongUsage("--tls-cert and --tls-key belong together: give both.");
        }
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw CommandFailure.unreadable(file + " cannot be read: check the path and its permissions.");
            }
        }
        return new TlsFiles(certificate, key);
    }
}
