package dev.holdup.dumps;

import dev.holdup.dumps.erlang.CrashDumpFile;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.jstack.ThreadDumpParser;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens one file by its content.
final class InputOpener {
    private static final String PLAIN = "";
    private static final String GZIP = "gzip";
    private static final long MAX_UNPACKED_TEXT_BYTES = 1L << 30;

    private final Path path;
    private final String name;
    private final SourceLocation start;

    private InputOpener(Path path) {
        Path fileName = path.getFileName();
        this.path = path;
        this.name = fileName == null ? path.toString() : fileName.toString();
        this.start = new SourceLocation.InFile(name, 0);
    }

    /// @throws MalformedDumpException if the file is not there or holds nothing that holdup reads
    static OpenedInput open(Path path) throws IOException, MalformedDumpException {
        return new InputOpener(path).open();
    }

    private OpenedInput open() throws IOException, MalformedDumpException {
        if (!Files.exists(path)) {
            throw unusable("the file does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw unusable("this is no file");
        }
        if (!Files.isReadable(path)) {
            throw unusable("the file may not be read; check its permissions");
        }
        if (Files.size(path) == 0) {
            throw unusable("the file is empty");
        }
        try (BufferedInputStream content = buffered(Files.newInputStream(path))) {
            byte[] head = head(content);
            return switch (ContentKind.of(head)) {
                case HPROF ->
                    new OpenedInput.Heap(file(DumpFormat.HPROF, PLAIN), HprofFile.open(path, name, List.of()));
                case ERLANG ->
                    new OpenedInput.Erlang(
                            file(DumpFormat.ERLANG_CRASH_DUMP, PLAIN), CrashDumpFile.open(path, name, List.of()));
                case TEXT -> threads(content, head, null);
                case GZIP -> unpacked(content);
                case OTHER -> throw unusable(ForeignContent.reason(head));
            };
        }
    }

    private OpenedInput unpacked(InputStream packed) throws IOException, MalformedDumpException {
        try (GzipInput gzip = new GzipInput(packed);
                BufferedInputStream content = buffered(gzip)) {
            byte[] head = head(content);
            if (head.length == 0) {
                throw unusable("the gzip file holds nothing that can be unpacked");
            }
            return switch (ContentKind.of(head)) {
                case HPROF -> heap(content, gzip);
                case ERLANG -> erlang(content, gzip);
                case TEXT -> threads(content, head, gzip);
                case GZIP, OTHER -> throw unusable(ForeignContent.reason(head));
            };
        }
    }

    private OpenedInput heap(InputStream content, GzipInput gzip) throws IOException, MalformedDumpException {
        try (UnpackedFile unpacked = UnpackedFile.of(content, unpackedBytes(), UnpackedFile.reserveBytes())) {
            // Where the system allows it, the file goes as soon as it is mapped, so that not even a killed JVM leaves
            // it.
            return new OpenedInput.Heap(
                    file(DumpFormat.HPROF, GZIP), HprofFile.open(unpacked.path(), name, damageOf(gzip)));
        }
    }

    private OpenedInput erlang(InputStream content, GzipInput gzip) throws IOException, MalformedDumpException {
        try (UnpackedFile unpacked = UnpackedFile.of(content, unpackedBytes(), UnpackedFile.reserveBytes())) {
            return new OpenedInput.Erlang(
                    file(DumpFormat.ERLANG_CRASH_DUMP, GZIP),
                    CrashDumpFile.open(unpacked.path(), name, damageOf(gzip)));
        }
    }

    private OpenedInput threads(InputStream content, byte[] head, @Nullable GzipInput gzip)
            throws IOException, MalformedDumpException {
        if (gzip != null) {
            gzip.limit(MAX_UNPACKED_TEXT_BYTES);
        }
        List<ThreadDump> dumps = ThreadDumpParser.parse(name, content);
        if (dumps.isEmpty()) {
            throw unusable(ForeignContent.reason(head));
        }
        if (dumps.stream().allMatch(dump -> dump.threads().isEmpty())) {
            throw unusable("a thread dump begins in it, but no thread of it can be read;"
                    + " take it as jstack -l or jcmd PID Thread.print writes it");
        }
        if (gzip == null) {
            return new OpenedInput.Threads(file(DumpFormat.THREAD_DUMP, PLAIN), dumps);
        }
        List<ThreadDump> all = new ArrayList<>(dumps);
        all.add(cutShort(all.removeLast(), damageOf(gzip)));
        return new OpenedInput.Threads(file(DumpFormat.THREAD_DUMP, GZIP), List.copyOf(all));
    }

    private static ThreadDump cutShort(ThreadDump dump, List<ParseWarning> damage) {
        List<ParseWarning> warnings = new ArrayList<>(dump.warnings());
        warnings.addAll(damage);
        return new ThreadDump(
                dump.location(),
                dump.capturedAt(),
                dump.jvm(),
                dump.pid(),
                dump.listsOwnableSynchronizers(),
                dump.threads(),
                dump.deadlocks(),
                dump.complete() && damage.isEmpty(),
                List.copyOf(warnings));
    }

    private List<ParseWarning> damageOf(GzipInput gzip) {
        String damage = gzip.damage();
        return damage == null
                ? List.of()
                : List.of(new ParseWarning(start, damage, "What comes after that is missing."));
    }

    /// The gzip trailer's size, right for files up to 4 GiB, or the packed size if that is more.
    private long unpackedBytes() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long packed = file.length();
            file.seek(Math.max(0, packed - 4));
            return Math.max(packed, packed < 4 ? 0 : Integer.toUnsignedLong(Integer.reverseBytes(file.readInt())));
        }
    }

    private InputFile file(DumpFormat format, String compression) throws IOException {
        return new InputFile(name, path, Files.size(path), format, compression);
    }

    private MalformedDumpException unusable(String reason) {
        return new MalformedDumpException(start, reason);
    }

    private static BufferedInputStream buffered(InputStream content) {
        return new BufferedInputStream(content, 1 << 16);
    }

    private static byte[] head(BufferedInputStream content) throws IOException {
        content.mark(ContentKind.HEAD_BYTES);
        byte[] head = content.readNBytes(ContentKind.HEAD_BYTES);
        content.reset();
        return head;
    }
}
