package dev.holdup.dumps;

import dev.holdup.dumps.erlang.CrashDumpFile;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.unpack.GzipBlocks;
import dev.holdup.dumps.unpack.Packing;
import dev.holdup.dumps.unpack.UnpackBudget;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Opens one given file by its content: the dump that it is, or all dumps that are packed in it.
final class InputOpener {
    private final Path path;
    private final Nesting file;
    private final OpenedInputs opened;

    private InputOpener(Path path, OpenedInputs opened) {
        Path fileName = path.getFileName();
        this.path = path;
        this.file = Nesting.of(fileName == null ? path.toString() : fileName.toString());
        this.opened = opened;
    }

    /// @throws MalformedDumpException if the file is not there or holds nothing that holdup reads
    static void open(Path path, UnpackLimits limits, OpenedInputs opened) throws IOException, MalformedDumpException {
        new InputOpener(path, opened).open(limits);
    }

    private void open(UnpackLimits limits) throws IOException, MalformedDumpException {
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
        InputUnpacker unpacker = new InputUnpacker(path, new UnpackBudget(limits, Files.size(path)), opened);
        try (BufferedInputStream content = Heads.buffered(Files.newInputStream(path))) {
            byte[] head = Heads.of(content);
            Packing packing = Packing.of(head);
            if (packing == null && ContentKind.of(head) == ContentKind.HPROF) {
                opened.take(new OpenedInput.Heap(
                        new InputFile(file.name(), path, Files.size(path), DumpFormat.HPROF, ""),
                        HprofFile.open(path, file.name(), List.of())));
            } else if (packing == null && ContentKind.of(head) == ContentKind.ERLANG) {
                opened.take(new OpenedInput.Erlang(
                        new InputFile(file.name(), path, Files.size(path), DumpFormat.ERLANG_CRASH_DUMP, ""),
                        CrashDumpFile.open(path, file.name(), List.of())));
            } else if (packing != Packing.GZIP || !openInBlocks(limits)) {
                unpacker.open(content, file);
            }
        }
    }

    /// @return false if the file is none of HotSpot's in blocks, or holds no heap dump
    private boolean openInBlocks(UnpackLimits limits) throws IOException, MalformedDumpException {
        GzipBlocks.Unpacked unpacked = GzipBlocks.unpack(path, new UnpackBudget(limits, Files.size(path)));
        if (unpacked == null) {
            return false;
        }
        if (!HprofFile.beginsLikeOne(unpacked.content())) {
            unpacked.arena().close();
            return false;
        }
        List<ParseWarning> damage = unpacked.damage().stream()
                .map(lost -> new ParseWarning(file.start(), lost, "Objects in the missing part are unknown."))
                .toList();
        HprofFile dump = HprofFile.of(unpacked.arena(), unpacked.content(), file.name(), damage);
        opened.take(new OpenedInput.Heap(
                new InputFile(file.name(), path, Files.size(path), DumpFormat.HPROF, Packing.GZIP.id()), dump));
        return true;
    }

    private MalformedDumpException unusable(String reason) {
        return new MalformedDumpException(file.start(), reason);
    }
}
