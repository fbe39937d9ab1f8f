package dev.holdup.dumps;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Counts the sub-records of a sound heap dump byte by byte, without anything of the parser: its twin in tests.
///
/// Of several heap dumps in one file it counts the last.
final class PlainHprofReader {
    private final DataInputStream in;
    private int idBytes;
    /// By sub-record tag.
    private Map<Integer, Long> countByTag = new TreeMap<>();

    private boolean ended;

    private PlainHprofReader(DataInputStream in) {
        this.in = in;
    }

    static Map<Integer, Long> countByTag(DataInputStream in) throws IOException {
        PlainHprofReader reader = new PlainHprofReader(in);
        reader.readFile();
        return reader.countByTag;
    }

    private void readFile() throws IOException {
        int b = in.readUnsignedByte();
        while (b != 0) {
            b = in.readUnsignedByte();
        }
        idBytes = in.readInt();
        in.readLong();
        while (true) {
            int tag = in.read();
            if (tag < 0) {
                return;
            }
            in.readInt();
            long length = in.readInt() & 0xFFFFFFFFL;
            if (tag == 0x0C || tag == 0x1C) {
                if (ended || tag == 0x0C) {
                    countByTag = new TreeMap<>();
                    ended = false;
                }
                while (length > 0) {
                    length -= subRecord();
                }
                if (length < 0) {
                    throw new IOException("sub-records end behind their record");
                }
            } else {
                ended |= tag == 0x2C;
                skip(length);
            }
        }
    }

    /// @return its length
    private long subRecord() throws IOException {
        int tag = in.readUnsignedByte();
        countByTag.merge(tag, 1L, Long::sum);
        return 1
                + switch (tag) {
                    case 0x21 -> {
                        skip(2 * idBytes + 4);
                        long fields = in.readInt();
                        yield skip(fields) + 2L * idBytes + 8;
                    }
                    case 0x22 -> {
                        skip(idBytes + 4);
                        long elements = in.readInt();
                        yield skip(idBytes + elements * idBytes) + idBytes + 8;
                    }
                    case 0x23 -> {
                        skip(idBytes + 4);
                        long elements = in.readInt();
                        int type = in.readUnsignedByte();
                        yield skip(elements * size(type)) + idBytes + 9;
                    }
                    case 0x20 -> classDump();
                    case 0x01 -> skip(2L * idBytes);
                    case 0x02, 0x03, 0x08 -> skip(idBytes + 8);
                    case 0x04, 0x06 -> skip(idBytes + 4);
                    case 0x05, 0x07, 0xFF -> skip(idBytes);
                    default -> throw new IOException("sub-record " + tag);
                };
    }

    private long classDump() throws IOException {
        long length = skip(7 * idBytes + 8);
        int constants = in.readUnsignedShort();
        for (int i = 0; i < constants; i++) {
            in.readUnsignedShort();
            length += 3 + skip(size(in.readUnsignedByte()));
        }
        int statics = in.readUnsignedShort();
        for (int i = 0; i < statics; i++) {
            length += skip(idBytes) + 1;
            length += skip(size(in.readUnsignedByte()));
        }
        int fields = in.readUnsignedShort();
        return length + 6 + skip(fields * (idBytes + 1L));
    }

    private int size(int type) throws IOException {
        return switch (type) {
            case 2 -> idBytes;
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            case 7, 11 -> 8;
            default -> throw new IOException("type " + type);
        };
    }

    private long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                throw new EOFException();
            }
            left -= skipped;
        }
        return count;
    }
}
