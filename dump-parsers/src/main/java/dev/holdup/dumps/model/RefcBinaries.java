package dev.holdup.dumps.model;

/// Reference-counted binaries and the processes that refer to them, as far as the dump shows.
///
/// Columns of one table: binary `b` has the holders `holderByReference[firstReference[b]]` up to and without
/// `holderByReference[firstReference[b + 1]]`, each once. Binaries are ordered by address.
///
/// @param addressByBinary as dumped
/// @param bytesByBinary its size; [#UNKNOWN] where the dump lists no such binary, as up to OTP 26 for one that is
///     reached by sub-binaries only: then it is at least `seenBytesByBinary`
/// @param seenBytesByBinary as far as the references that were seen reach into it
/// @param firstReference one longer than the table
/// @param holderByReference index into [ErlangCrashDump#processes]
/// @param sliceBytesByReference bytes of it that the holder's terms refer to, every reference counted
/// @param leftOut references that were too many to keep
public record RefcBinaries(
        long[] addressByBinary,
        long[] bytesByBinary,
        long[] seenBytesByBinary,
        int[] firstReference,
        int[] holderByReference,
        long[] sliceBytesByReference,
        long leftOut) {
    public static final long UNKNOWN = -1;

    public static final RefcBinaries NONE =
            new RefcBinaries(new long[0], new long[0], new long[0], new int[1], new int[0], new long[0], 0);

    public int size() {
        return addressByBinary.length;
    }

    /// Size if known, otherwise as much as is seen of it.
    public long leastBytes(int binary) {
        return bytesByBinary[binary] == UNKNOWN ? seenBytesByBinary[binary] : bytesByBinary[binary];
    }
}
