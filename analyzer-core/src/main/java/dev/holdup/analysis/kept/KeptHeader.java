package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.ObjectLayout;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/// The first page of a kept heap.
///
/// @param fileBytes of the kept heap as a whole
/// @param fingerprint 64 hexadecimal digits, by which who keeps it tells what it was made of
/// @param dumpBytes of the dump that positions are of
/// @param dumpSample as [DumpSample] tells it
/// @param idBytes of the dump
/// @param firstAddress of all objects
/// @param addressShift log2 of the bytes of a granule of addresses
/// @param layout as inferred
/// @param gcRoots root records of the dump
/// @param parts by [KeptSection]
record KeptHeader(
        long fileBytes,
        String fingerprint,
        long dumpBytes,
        long dumpSample,
        int idBytes,
        long firstAddress,
        int addressShift,
        ObjectLayout layout,
        long gcRoots,
        List<Part> parts) {
    static final int BYTES = 4096;
    static final int VERSION = 1;
    private static final byte[] MAGIC = "holdup heap kept".getBytes(StandardCharsets.US_ASCII);
    private static final int FINGERPRINT_BYTES = 32;
    private static final int MOST_WORDS = 500;

    /// Where a section is.
    ///
    /// @param width bytes a value
    record Part(long offset, long count, int width) {
        long bytes() {
            return count * width;
        }
    }

    Part part(KeptSection section) {
        return parts.get(section.ordinal());
    }

    ByteBuffer encoded() {
        ByteBuffer page = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        page.put(MAGIC).putInt(VERSION);
        page.putLong(fileBytes).put(HexFormat.of().parseHex(fingerprint), 0, FINGERPRINT_BYTES);
        page.putLong(dumpBytes).putLong(dumpSample).putInt(idBytes);
        page.putLong(firstAddress).putInt(addressShift);
        page.putInt(layout.headerBytes()).putInt(layout.referenceBytes()).putInt(layout.alignmentBytes());
        page.putInt(layout.elementsAlignedTo8() ? 1 : 0);
        byte[] words = layout.source().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(words.length, MOST_WORDS);
        page.putInt(length).put(words, 0, length);
        page.putLong(gcRoots);
        for (Part part : parts) {
            page.putLong(part.offset).putLong(part.count).putInt(part.width);
        }
        page.putLong(BYTES - Long.BYTES, checksum(page));
        return page.position(0).limit(BYTES);
    }

    private static long checksum(ByteBuffer page) {
        CRC32C sum = new CRC32C();
        sum.update(page.duplicate().position(0).limit(BYTES - Long.BYTES));
        return sum.getValue();
    }

    /// @param page the file's first [#BYTES] bytes
    /// @param fileBytes that the file has
    static KeptHeader decoded(ByteBuffer page, long fileBytes) throws UnusableKeptHeapException {
        page.order(ByteOrder.LITTLE_ENDIAN).position(0);
        byte[] magic = new byte[MAGIC.length];
        page.get(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw new UnusableKeptHeapException("This is no kept heap.");
        }
        int version = page.getInt();
        if (version != VERSION) {
            throw new UnusableKeptHeapException(
                    "The kept heap is of format " + version + ", this version reads " + VERSION + ".");
        }
        if (page.getLong(BYTES - Long.BYTES) != checksum(page)) {
            throw new UnusableKeptHeapException("The kept heap's header is damaged.");
        }
        try {
            return checked(read(page), fileBytes);
        } catch (BufferUnderflowException | IllegalArgumentException damaged) {
            throw new UnusableKeptHeapException("The kept heap's header makes no sense.");
        }
    }

    private static KeptHeader read(ByteBuffer page) {
        long fileBytes = page.getLong();
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        page.get(fingerprint);
        long dumpBytes = page.getLong();
        long dumpSample = page.getLong();
        int idBytes = page.getInt();
        long firstAddress = page.getLong();
        int addressShift = page.getInt();
        int headerBytes = page.getInt();
        int referenceBytes = page.getInt();
        int alignmentBytes = page.getInt();
        boolean elementsAlignedTo8 = page.getInt() != 0;
        byte[] words = new byte[Math.clamp(page.getInt(), 0, MOST_WORDS)];
        page.get(words);
        long gcRoots = page.getLong();
        List<Part> parts = new ArrayList<>();
        for (int s = 0; s < KeptSection.values().length; s++) {
            parts.add(new Part(page.getLong(), page.getLong(), page.getInt()));
        }
        return new KeptHeader(
                fileBytes,
                HexFormat.of().formatHex(fingerprint),
                dumpBytes,
                dumpSample,
                idBytes,
                firstAddress,
                addressShift,
                new ObjectLayout(
                        headerBytes,
                        referenceBytes,
                        alignmentBytes,
                        elementsAlignedTo8,
                        new String(words, StandardCharsets.UTF_8)),
                gcRoots,
                List.copyOf(parts));
    }

    private static KeptHeader checked(KeptHeader header, long fileBytes) throws UnusableKeptHeapException {
        if (header.fileBytes != fileBytes) {
            throw new UnusableKeptHeapException(
                    "The kept heap has " + fileBytes + " bytes where " + header.fileBytes + " were written.");
        }
        boolean sound = (header.idBytes == 4 || header.idBytes == 8) && (header.addressShift & ~3) == 0;
        for (Part part : header.parts) {
            sound &= part.width >= 1
                    && part.width <= Long.BYTES
                    && part.count >= 0
                    && part.offset >= BYTES
                    && part.count <= (fileBytes - part.offset - KeptFile.PADDING_BYTES) / part.width;
        }
        long objects = header.part(KeptSection.ADDRESSES).count;
        for (KeptSection section : List.of(
                KeptSection.POSITIONS,
                KeptSection.CLASSES,
                KeptSection.SHALLOW,
                KeptSection.RETAINED,
                KeptSection.REACHABILITY,
                KeptSection.DOMINATORS,
                KeptSection.CHILDREN,
                KeptSection.INSTANCES)) {
            sound &= header.part(section).count == objects;
        }
        sound &= objects <= Integer.MAX_VALUE - TreeTop.COUNT
                && header.part(KeptSection.REFERRER_STARTS).count == objects + 1;
        sound &= header.part(KeptSection.INSTANCE_STARTS).count == header.part(KeptSection.CLASS_STARTS).count;
        if (!sound) {
            throw new UnusableKeptHeapException("The kept heap's header makes no sense.");
        }
        return header;
    }
}
