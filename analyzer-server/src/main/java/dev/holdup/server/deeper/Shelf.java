package dev.holdup.server.deeper;

import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.UnusableKeptHeapException;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.looker.KeptFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// The folder of kept heaps: one folder an incident. When a heap was last opened is the time of its file.
record Shelf(Path root, long budget) {

    private static final Pattern OWN_ID = Pattern.compile("[A-Za-z0-9]{1,32}");

    /// One that is kept.
    ///
    /// @param bytes that are on the disk for its sake alone
    record Kept(String incidentId, long bytes, Instant usedAt) {}

    /// @param incidentId one of the server's own
    KeptFolder of(String incidentId) {
        if (!OWN_ID.matcher(incidentId).matches()) {
            throw new IllegalArgumentException("no incident's id");
        }
        return new KeptFolder(root.resolve(incidentId));
    }

    /// Whether the incident's heap is kept, and of the files that it has now.
    boolean has(String incidentId, String fingerprint) throws IOException {
        try {
            KeptFolder folder = of(incidentId);
            return Files.exists(folder.dump())
                    && KeptHeap.fingerprintOf(folder.heap()).equals(fingerprint);
        } catch (NoSuchFileException | UnusableKeptHeapException none) {
            return false;
        }
    }

    void used(String incidentId) throws IOException {
        Files.setLastModifiedTime(of(incidentId).heap(), FileTime.from(Instant.now()));
    }

    static long bytes(KeptFolder folder) throws IOException {
        long dump = Files.exists(folder.dump()) && isAlone(folder.dump()) ? Files.size(folder.dump()) : 0;
        return dump + (Files.exists(folder.heap()) ? Files.size(folder.heap()) : 0);
    }

    /// Whether the file has no other name, by which it is there anyway.
    private static boolean isAlone(Path file) throws IOException {
        try {
            return !(Files.getAttribute(file, "unix:nlink") instanceof Integer links) || links < 2;
        } catch (UnsupportedOperationException unknown) {
            return true;
        }
    }

    /// Takes over what was made; what was kept of the incident before goes.
    void put(String incidentId, Path made) throws IOException {
        remove(incidentId);
        Files.move(made, of(incidentId).path(), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String incidentId) throws IOException {
        DataFolder.deleteAll(of(incidentId).path());
    }

    List<Kept> all() throws IOException {
        List<Kept> all = new ArrayList<>();
        for (Path folder : DataFolder.entries(root)) {
            KeptFolder kept = new KeptFolder(folder);
            Instant usedAt = Files.exists(kept.heap())
                    ? Files.getLastModifiedTime(kept.heap()).toInstant()
                    : Instant.EPOCH;
            all.add(new Kept(String.valueOf(folder.getFileName()), bytes(kept), usedAt));
        }
        return all;
    }

    /// Those that have to go for the others to fit, the one that was used longest ago first.
    ///
    /// @param stays the one that was made last
    List<String> tooMany(String stays) throws IOException {
        List<Kept> all = all();
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        List<String> going = new ArrayList<>();
        for (Kept oldest :
                all.stream().sorted(Comparator.comparing(Kept::usedAt)).toList()) {
            if (bytes <= budget) {
                break;
            }
            if (!oldest.incidentId().equals(stays)) {
                going.add(oldest.incidentId());
                bytes -= oldest.bytes();
            }
        }
        return going;
    }
}
