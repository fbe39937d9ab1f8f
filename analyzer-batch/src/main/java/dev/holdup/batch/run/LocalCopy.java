package dev.holdup.batch.run;

import dev.holdup.batch.discovery.FoundDump;
import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.FileStore;
import dev.holdup.dumps.ArchiveContent;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An incident's files on this machine's disk, each under its own name in a folder of its own, and what they hash to.
///
/// Files that lie here already are linked, others are copied, those in archives unpacked.
record LocalCopy(List<Path> files, List<String> sha256) {
    private static final int LONGEST_NAME = 100;
    private static final int BUFFER_BYTES = 1 << 18;

    /// @param folder to put them in; null to only hash them
    static LocalCopy of(PlannedIncident incident, FileStore store, @Nullable Path folder) throws IOException {
        Path[] files = new Path[incident.files().size()];
        String[] hashes = new String[files.length];
        Map<String, Map<Integer, Integer>> wantedByArchive = new HashMap<>();
        for (int i = 0; i < files.length; i++) {
            FoundDump dump = incident.files().get(i);
            String known = dump.sha256();
            Path place = folder == null
                    ? null
                    : Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "%03d", i)))
                            .resolve(safeName(dump.fileName()));
            if (place != null) {
                files[i] = place;
            }
            if (dump.entry() >= 0) {
                hashes[i] = known == null ? "" : known;
                wantedByArchive
                        .computeIfAbsent(dump.location(), _ -> new HashMap<>())
                        .put(dump.entry(), i);
            } else {
                hashes[i] = fetched(dump, store, place);
            }
        }
        if (folder != null) {
            for (Map.Entry<String, Map<Integer, Integer>> archive : wantedByArchive.entrySet()) {
                unpack(incident, store, archive.getKey(), archive.getValue(), files, hashes);
            }
        }
        List<Path> copied = new ArrayList<>();
        for (Path file : files) {
            if (file != null) {
                copied.add(file);
            }
        }
        return new LocalCopy(copied, List.of(hashes));
    }

    private static String fetched(FoundDump dump, FileStore store, @Nullable Path place) throws IOException {
        Path here = store.local(dump.location());
        try (DigestInputStream content = hashed(store.open(dump.location()))) {
            if (place == null || here != null) {
                content.transferTo(OutputStream.nullOutputStream());
            } else {
                Files.copy(content, place);
            }
            if (place != null && here != null) {
                Files.createSymbolicLink(place, here.toAbsolutePath());
            }
            return hex(content);
        }
    }

    private static void unpack(
            PlannedIncident incident,
            FileStore store,
            String location,
            Map<Integer, Integer> indexByEntry,
            Path[] files,
            String[] hashes)
            throws IOException {
        List<Integer> found = new ArrayList<>();
        FoundDump any = incident.files().getFirst();
        try (InputStream archive = store.open(location)) {
            ArchiveContent.forEach(archive, Long.MAX_VALUE, UnpackLimits.ofSystemProperties(), (entry, _, content) -> {
                Integer index = indexByEntry.get(entry);
                if (index != null) {
                    DigestInputStream hashed = hashed(content);
                    Files.copy(hashed, files[index]);
                    hashes[index] = hex(hashed);
                    found.add(index);
                }
            });
        }
        if (found.size() < indexByEntry.size()) {
            throw new IOException(any.name() + " is no longer in its archive");
        }
    }

    private static DigestInputStream hashed(InputStream content) {
        try {
            return new DigestInputStream(
                    new java.io.BufferedInputStream(content, BUFFER_BYTES), MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    private static String hex(DigestInputStream read) {
        return HexFormat.of().formatHex(read.getMessageDigest().digest());
    }

    /// Names of entries are whatever somebody wrote.
    static String safeName(String name) {
        String safe = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").replaceFirst("^\\.+", "_");
        String cut = safe.length() <= LONGEST_NAME ? safe : safe.substring(0, LONGEST_NAME);
        return cut.isBlank() ? "dump" : cut;
    }

    /// The incident's id: what its files hold, in whatever order and place they lie.
    String incidentId() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sha256.stream()
                    .sorted()
                    .forEach(hash -> digest.update(hash.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
