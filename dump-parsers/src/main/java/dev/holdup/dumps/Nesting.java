package dev.holdup.dumps;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.unpack.Packing;
import dev.holdup.dumps.unpack.UnpackedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How content came out of a given file: its name, and the packings it went through, outermost first.
///
/// @param name the file's own, then those of the entries within archives, with slashes between
record Nesting(String name, List<Packing> packings, List<UnpackedStream> streams) {

    static Nesting of(String name) {
        return new Nesting(name, List.of(), List.of());
    }

    Nesting through(Packing packing) {
        return new Nesting(name, with(packings, packing), streams);
    }

    Nesting through(UnpackedStream stream) {
        return new Nesting(name, packings, with(streams, stream));
    }

    Nesting within(String entry) {
        return new Nesting(name + "/" + entry, packings, streams);
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    int depth() {
        return packings.size();
    }

    /// Such as `tar.gzip`, as file names do; empty for plain.
    String compression() {
        return String.join(".", packings.reversed().stream().map(Packing::id).toList());
    }

    SourceLocation start() {
        return new SourceLocation.InFile(name, 0);
    }

    /// What was lost on the way: the outermost damage, since it is the cause of those within.
    List<ParseWarning> damage() {
        return streams.stream()
                .map(UnpackedStream::damage)
                .filter(Objects::nonNull)
                .limit(1)
                .map(this::lost)
                .toList();
    }

    ParseWarning lost(String damage) {
        return new ParseWarning(start(), damage, "What comes after that is missing.");
    }
}
