package dev.holdup.dumps.model;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A heap too large to hold: the file stays mapped, and its regions are walked record by record.
///
/// Opening it has read the top-level records (strings, loaded classes, stack traces, where the regions
/// are), never the objects.
public non-sealed interface HeapDump extends Dump {

    /// Name of the input as the user knows it.
    String input();

    /// Text of the header, such as `JAVA PROFILE 1.0.2`.
    String format();

    /// Bytes of an object id in the file: 4 or 8.
    int idBytes();

    /// When the JVM began to write the dump; absent if the header says nothing believable.
    @Nullable
    Instant capturedAt();

    /// Bytes of the (uncompressed) file.
    long fileBytes();

    /// Whether the file reaches as far as its records say; the warnings say what is missing otherwise.
    boolean complete();

    /// How far the top-level records could be read; what stops a walk over a region comes on top.
    ReadExtent extent();

    /// Heap record bodies in file order; each can be walked on its own, by any thread.
    List<HeapRegion> regions();

    /// Walks the sub-records of a region in file order. Every record passed on lies whole within the file.
    ///
    /// A region cut anywhere between two sub-records is a region too.
    /// @return what stopped the walk before the region's end, or null if it was walked whole
    @Nullable
    ParseWarning accept(HeapRegion region, HeapVisitor visitor);

    /// Typed reads at a file offset.
    HeapBytes bytes();

    /// Text of a string record, or null if the dump holds none with that id.
    @Nullable
    String string(long stringId);

    /// Name of each loaded class as the dump writes it (`java/lang/String`, `[I`), by class object id.
    Map<Long, String> classNames();

    /// Records outside of the heap records, and these, by kind: those that there are.
    List<RecordCount> recordCounts();

    /// Stack trace by its serial number; null if the dump holds none.
    @Nullable
    HeapStackTrace stackTrace(int stackSerial);

    /// Whether its values were made zero by [#writeBlanked].
    boolean valuesBlanked();

    /// Writes the dump again, with zeros for all values that are not asked to be kept.
    ///
    /// All offsets stay in a dump without damage; damaged parts are left out.
    void writeBlanked(OutputStream out, KeptContent kept) throws IOException;
}
