package dev.holdup.dumps;

import dev.holdup.dumps.erlang.CrashDumpFile;
import dev.holdup.dumps.erlang.LiveCapture;
import dev.holdup.dumps.erlang.ShellText;
import dev.holdup.dumps.erlang.ShellTextHead;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.unpack.Archive;
import dev.holdup.dumps.unpack.Decompression;
import dev.holdup.dumps.unpack.Packing;
import dev.holdup.dumps.unpack.SpillFile;
import dev.holdup.dumps.unpack.UnpackBudget;
import dev.holdup.dumps.unpack.UnpackFailure;
import dev.holdup.dumps.unpack.UnpackedStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Unwraps the content of one given file, layer by layer, down to the dumps in it.
///
/// The depth of the layers is bounded, so this may call itself.
final class InputUnpacker {
    private final Path path;
    private final UnpackBudget budget;
    private final OpenedInputs opened;
    /// Why the last content that is nothing for holdup is none.
    private String foreign = "";

    InputUnpacker(Path path, UnpackBudget budget, OpenedInputs opened) {
        this.path = path;
        this.budget = budget;
        this.opened = opened;
    }

    /// @throws MalformedDumpException if there is no dump in it, or none that can be used
    void open(BufferedInputStream content, Nesting nesting) throws IOException, MalformedDumpException {
        if (!found(content, nesting)) {
            throw unusable(nesting, foreign);
        }
    }

    /// @return false if the content is nothing that holdup reads
    /// @throws MalformedDumpException if it is, but cannot be used
    private boolean found(BufferedInputStream content, Nesting nesting) throws IOException, MalformedDumpException {
        byte[] head = Heads.of(content);
        Packing packing = Packing.of(head);
        if (packing != null) {
            return unpacked(packing, content, nesting);
        }
        boolean found = switch (ContentKind.of(head)) {
            case HPROF -> heap(content, nesting);
            case ERLANG -> erlang(content, nesting);
            case ERLANG_CAPTURE -> capture(content, nesting);
            case TEXT -> isShellText(content) ? shell(content, nesting) : threads(content, head, nesting);
            case OTHER -> false;
        };
        if (!found) {
            foreign = ForeignContent.reason(head);
        }
        return found;
    }

    private boolean unpacked(Packing packing, BufferedInputStream content, Nesting nesting)
            throws IOException, MalformedDumpException {
        int maxDepth = budget.limits().maxDepth();
        if (nesting.depth() >= maxDepth) {
            throw unusable(
                    nesting,
                    "it is packed more than " + maxDepth + " times over: unpack it first, or allow more with"
                            + " HOLDUP_OPTS=-Dholdup.unpack.maxDepth=NUMBER");
        }
        Nesting inner = nesting.through(packing);
        return switch (packing) {
            case GZIP, ZSTD, XZ, BZIP2, LZ4 -> compressed(packing, content, inner);
            case ZIP, TAR -> entries(Archive.streamed(packing, content, budget), packing, inner);
            case SEVEN_ZIP -> sevenZip(content, inner);
        };
    }

    private boolean compressed(Packing packing, BufferedInputStream packed, Nesting nesting)
            throws IOException, MalformedDumpException {
        try (UnpackedStream stream = Decompression.of(packing, packed, budget);
                BufferedInputStream content = Heads.buffered(stream)) {
            if (Heads.of(content).length == 0) {
                String damage = stream.damage();
                throw unusable(nesting, damage == null ? "the " + packing.id() + " file holds nothing" : damage);
            }
            return found(content, nesting.through(stream));
        }
    }

    private boolean sevenZip(BufferedInputStream content, Nesting nesting) throws IOException, MalformedDumpException {
        if (nesting.depth() == 1) {
            try (FileChannel given = FileChannel.open(path)) {
                return sevenZip(given, nesting);
            }
        }
        try (SpillFile spilled = SpillFile.of(content, 0)) {
            return sevenZip(spilled.channel(), nesting);
        }
    }

    private boolean sevenZip(SeekableByteChannel packed, Nesting nesting) throws IOException, MalformedDumpException {
        Archive archive;
        try {
            archive = Archive.sevenZip(packed, budget);
        } catch (IOException unreadable) {
            throw unusable(nesting, UnpackFailure.sentence("its list of files", unreadable));
        }
        try (archive) {
            return entries(archive, Packing.SEVEN_ZIP, nesting);
        }
    }

    private boolean entries(Archive archive, Packing packing, Nesting nesting)
            throws IOException, MalformedDumpException {
        boolean any = false;
        List<MalformedDumpException> failures = new ArrayList<>();
        for (Archive.Entry entry = next(archive, packing, nesting, failures);
                entry != null;
                entry = next(archive, packing, nesting, failures)) {
            try {
                any |= foundIn(entry, nesting.within(entry.name()).through(entry.content()));
            } catch (MalformedDumpException unusable) {
                failures.add(unusable);
            }
        }
        failures.forEach(failure ->
                opened.leftOut(new ParseWarning(failure.location(), failure.reason(), OpenIncident.LEFT_OUT)));
        if (!any && !failures.isEmpty()) {
            throw failures.getFirst();
        }
        if (!any) {
            foreign = ForeignContent.of(packing);
        }
        return any;
    }

    /// Null after the last entry that can be read.
    private static Archive.@Nullable Entry next(
            Archive archive, Packing packing, Nesting nesting, List<MalformedDumpException> failures) {
        try {
            return archive.next();
        } catch (IOException damaged) {
            String damage = UnpackFailure.sentence("The " + packing.id() + " archive", damaged);
            failures.add(unusable(nesting, damage + " What comes after that is missing."));
            return null;
        }
    }

    private boolean foundIn(Archive.Entry entry, Nesting within) throws IOException, MalformedDumpException {
        try (BufferedInputStream content = Heads.buffered(entry.content())) {
            boolean empty = Heads.of(content).length == 0;
            String damage = entry.content().damage();
            if (empty && damage != null) {
                throw unusable(within, damage);
            }
            return !empty && found(content, within);
        }
    }

    private boolean heap(InputStream content, Nesting nesting) throws IOException, MalformedDumpException {
        try (SpillFile spilled = SpillFile.of(content, expectedBytes(nesting))) {
            opened.take(new OpenedInput.Heap(
                    file(DumpFormat.HPROF, nesting),
                    HprofFile.open(spilled.channel(), nesting.name(), nesting.damage())));
            return true;
        }
    }

    private boolean capture(InputStream content, Nesting nesting) throws IOException {
        opened.take(new OpenedInput.Erlang(
                file(DumpFormat.ERLANG_CAPTURE, nesting), LiveCapture.read(content, nesting.name(), nesting.damage())));
        return true;
    }

    private static boolean isShellText(BufferedInputStream content) throws IOException {
        content.mark(ShellTextHead.BYTES);
        byte[] head = content.readNBytes(ShellTextHead.BYTES);
        content.reset();
        return ShellTextHead.isOne(new String(head, StandardCharsets.ISO_8859_1));
    }

    /// @return false if nothing in it is about a node
    private boolean shell(InputStream content, Nesting nesting) throws IOException, MalformedDumpException {
        if (!nesting.streams().isEmpty()) {
            nesting.streams().getLast().limit(budget.limits().maxTextBytes());
        }
        ShellText text = ShellText.read(content, nesting.name(), nesting.damage());
        if (text.processes().isEmpty() && text.node().memory().isEmpty()) {
            throw unusable(
                    nesting,
                    "commands to an Erlang node are in it, but not what the node answered; paste what the shell printed"
                            + " for erlang:memory(), i() and process_info(Pid, backtrace)");
        }
        opened.take(new OpenedInput.Erlang(file(DumpFormat.ERLANG_SHELL, nesting), text));
        return true;
    }

    private boolean erlang(InputStream content, Nesting nesting) throws IOException, MalformedDumpException {
        try (SpillFile spilled = SpillFile.of(content, expectedBytes(nesting))) {
            opened.take(new OpenedInput.Erlang(
                    file(DumpFormat.ERLANG_CRASH_DUMP, nesting),
                    CrashDumpFile.open(spilled.channel(), nesting.name(), nesting.damage())));
            return true;
        }
    }

    private boolean threads(InputStream content, byte[] head, Nesting nesting)
            throws IOException, MalformedDumpException {
        if (!nesting.streams().isEmpty()) {
            nesting.streams().getLast().limit(budget.limits().maxTextBytes());
        }
        List<ThreadDump> dumps = ThreadDumpFormats.parse(nesting.name(), content, head);
        if (dumps.isEmpty()) {
            return false;
        }
        if (dumps.stream().allMatch(dump -> dump.threads().isEmpty())) {
            throw unusable(
                    nesting,
                    "a thread dump begins in it, but no thread of it can be read;"
                            + " take it as jstack -l or jcmd PID Thread.print writes it");
        }
        List<ThreadDump> all = new ArrayList<>(dumps);
        all.add(all.removeLast().withDamage(nesting.damage()));
        opened.take(new OpenedInput.Threads(file(DumpFormat.THREAD_DUMP, nesting), List.copyOf(all)));
        return true;
    }

    /// Least number of bytes that will be unpacked: 0 within an archive; of gzip the size in its trailer, right for
    /// files up to 4 GiB; otherwise the packed size.
    private long expectedBytes(Nesting nesting) throws IOException {
        if (nesting.packings().stream().anyMatch(Packing::isArchive)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long packed = file.length();
            if (packed < 4 || nesting.packings().getFirst() != Packing.GZIP) {
                return packed;
            }
            file.seek(packed - 4);
            return Math.max(packed, Integer.toUnsignedLong(Integer.reverseBytes(file.readInt())));
        }
    }

    private InputFile file(DumpFormat format, Nesting nesting) throws IOException {
        return new InputFile(nesting.name(), path, Files.size(path), format, nesting.compression());
    }

    private static MalformedDumpException unusable(Nesting nesting, String reason) {
        return new MalformedDumpException(nesting.start(), reason);
    }
}
