package dev.holdup.batch.discovery;

import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.StoredFile;
import dev.holdup.dumps.ArchiveContent;
import dev.holdup.dumps.DumpPeek;
import dev.holdup.dumps.DumpPeek.Kind;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/// Looks at the beginning of every file, and into archives, for what may be a dump.
///
/// Costs a read of the first bytes of each file, of up to a megabyte of texts, and of archives as a whole.
public final class Discovery {
    /// Requests of a store take a while each and little else.
    private static final int LOOKING_AT_ONCE = 16;

    /// What has such a name was meant as a dump, even if nothing in it is one: it is told of rather than left out.
    private static final Pattern MEANT_AS_DUMP = Pattern.compile(
            "(?i)(.*\\.(hprof|phd|tdump|hdump|threads)|.*(heap|thread)[-_]?dump.*|erl_crash.*)(\\.(gz|zst|xz|bz2|lz4))?");

    /// Not whole yet, by the customs of those who write them.
    private static final Pattern UNFINISHED = Pattern.compile(
            "(?i).*(\\.(part|partial|tmp|temp|crdownload|filepart|uploading|swp)|~)|~.*|_temporary|_SUCCESS");

    private final FileStore store;
    /// For those who look again and again.
    private final Map<StoredFile, List<FoundDump>> foundByFile = new ConcurrentHashMap<>();
    private final UnpackLimits limits = UnpackLimits.ofSystemProperties();

    public Discovery(FileStore store) {
        this.store = store;
    }

    /// @param file not yet whole, by its name
    public static boolean isUnfinished(StoredFile file) {
        String name = file.name();
        return UNFINISHED.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
    }

    /// A file that could not be looked at.
    public record Unreadable(String name, String because) {}

    /// In the order of their names.
    public record Found(List<FoundDump> dumps, List<Unreadable> unreadable) {}

    public Found in(List<StoredFile> files) throws InterruptedException {
        List<FoundDump> dumps = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        try (ExecutorService looking = Executors.newFixedThreadPool(
                LOOKING_AT_ONCE, Thread.ofPlatform().daemon().name("look-", 0).factory())) {
            List<Future<List<FoundDump>>> looks = new ArrayList<>();
            List<StoredFile> looked =
                    files.stream().filter(file -> !isUnfinished(file)).toList();
            looked.forEach(file -> looks.add(looking.submit(() -> lookAt(file))));
            for (int i = 0; i < looks.size(); i++) {
                try {
                    dumps.addAll(looks.get(i).get());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof IOException because)) {
                        throw new IllegalStateException(failed.getCause());
                    }
                    unreadable.add(new Unreadable(looked.get(i).name(), String.valueOf(because.getMessage())));
                }
            }
        }
        dumps.sort(Comparator.comparing(FoundDump::name).thenComparingInt(FoundDump::entry));
        return new Found(dumps, unreadable);
    }

    private List<FoundDump> lookAt(StoredFile file) throws IOException {
        List<FoundDump> known = foundByFile.get(file);
        if (known == null) {
            known = lookedAt(file);
            foundByFile.put(file, known);
        }
        return known;
    }

    private List<FoundDump> lookedAt(StoredFile file) throws IOException {
        DumpPeek peek;
        try (InputStream content = store.open(file.location())) {
            peek = DumpPeek.of(content, file.bytes(), limits);
        }
        if (peek.kind() == Kind.OTHER) {
            return MEANT_AS_DUMP.matcher(file.name()).matches() ? List.of(whole(file, peek)) : List.of();
        }
        return peek.kind() == Kind.ARCHIVE ? lookInto(file, peek) : List.of(whole(file, peek));
    }

    private static FoundDump whole(StoredFile file, DumpPeek peek) {
        return new FoundDump(
                file.name(), file.location(), -1, file.bytes(), file.modified(), null, peek.kind(), peek.capturedAt());
    }

    private List<FoundDump> lookInto(StoredFile file, DumpPeek archive) throws IOException {
        List<FoundDump> dumps = new ArrayList<>();
        boolean[] nested = new boolean[1];
        boolean readable;
        try (InputStream content = store.open(file.location())) {
            readable = ArchiveContent.forEach(content, file.bytes(), limits, (ordinal, name, entry) -> {
                CountedDigest counted = new CountedDigest(entry);
                DumpPeek peek = DumpPeek.of(counted.stream(), file.bytes(), limits);
                counted.drain();
                nested[0] |= peek.kind() == Kind.ARCHIVE;
                if (peek.kind() != Kind.OTHER) {
                    dumps.add(new FoundDump(
                            file.name() + "/" + name,
                            file.location(),
                            ordinal,
                            counted.bytes(),
                            file.modified(),
                            counted.sha256(),
                            peek.kind(),
                            peek.capturedAt()));
                }
            });
        }
        // What cannot be taken apart is handed to the analysis as it is, and it tells what is wrong.
        return !readable || dumps.isEmpty() || nested[0] ? List.of(whole(file, archive)) : dumps;
    }

    /// Counts and hashes what passes, as [#drain] makes all of it do.
    private static final class CountedDigest {
        private final DigestInputStream stream;
        private long bytes;

        CountedDigest(InputStream content) {
            try {
                this.stream = new DigestInputStream(content, MessageDigest.getInstance("SHA-256")) {
                    @Override
                    public int read() throws IOException {
                        int read = super.read();
                        bytes += read < 0 ? 0 : 1;
                        return read;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        int read = super.read(buffer, offset, length);
                        bytes += Math.max(read, 0);
                        return read;
                    }
                };
            } catch (NoSuchAlgorithmException never) {
                throw new IllegalStateException("every Java platform has SHA-256", never);
            }
        }

        InputStream stream() {
            return stream;
        }

        void drain() throws IOException {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
        }

        long bytes() {
            return bytes;
        }

        String sha256() {
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        }
    }
}
