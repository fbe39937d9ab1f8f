package dev.holdup.dumps.unpack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How content is packed, told by its first bytes: one stream, or an archive of many entries.
public enum Packing {
    GZIP("gzip", false, "\u001F\u008B"),
    ZSTD("zstd", false, "(\u00B5/\u00FD"),
    XZ("xz", false, "\u00FD7zXZ\0"),
    BZIP2("bzip2", false, "BZh"),
    LZ4("lz4", false, "\u0004\"M\u0018"),
    /// Also empty ones, and those that were meant for several disks.
    ZIP("zip", true, "PK\3\4", "PK\5\6", "PK\7\10PK\3\4", "PK00PK\3\4"),
    SEVEN_ZIP("7z", true, "7z\u00BC\u00AF'\u001C"),
    /// Has its magic in the middle of the first header, see [TarHeader#startsAt].
    TAR("tar", true);

    /// So many bytes are enough to tell.
    public static final int HEAD_BYTES = TarHeader.BYTES;

    /// What begins the first block of a bzip2 file, or its end if it holds nothing; it comes after `BZh1` to `BZh9`.
    private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};

    private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};

    private final String id;
    private final boolean archive;

    @SuppressWarnings("ImmutableEnumChecker") // never written to once made
    private final byte[][] magics;

    Packing(String id, boolean archive, String... magics) {
        this.id = id;
        this.archive = archive;
        this.magics = Arrays.stream(magics)
                .map(magic -> magic.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }

    /// Null if it is not packed.
    ///
    /// @param head first bytes of the content, all of them if it has less than [#HEAD_BYTES]
    public static @Nullable Packing of(byte[] head) {
        for (Packing packing : values()) {
            if (packing.begins(head)) {
                return packing;
            }
        }
        return isZstdSkippableFrame(head) ? ZSTD : null;
    }

    private boolean begins(byte[] head) {
        return switch (this) {
            case TAR -> TarHeader.startsAt(head);
            case BZIP2 -> startsWith(head, magics[0], 0) && isBzip2(head);
            case GZIP, ZSTD, XZ, LZ4, ZIP, SEVEN_ZIP ->
                Arrays.stream(magics).anyMatch(magic -> startsWith(head, magic, 0));
        };
    }

    /// Three letters could begin a text.
    private static boolean isBzip2(byte[] head) {
        return head.length > 4
                && head[3] >= '1'
                && head[3] <= '9'
                && (startsWith(head, BZIP2_BLOCK, 4) || startsWith(head, BZIP2_END, 4));
    }

    /// Parallel writers of zstd begin with such a frame.
    private static boolean isZstdSkippableFrame(byte[] head) {
        return head.length >= 4 && (head[0] & 0xF0) == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18;
    }

    private static boolean startsWith(byte[] head, byte[] magic, int at) {
        return head.length >= at + magic.length && Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
    }

    /// As `report.json` and messages write it.
    public String id() {
        return id;
    }

    /// Whether it holds entries with names of their own.
    public boolean isArchive() {
        return archive;
    }
}
