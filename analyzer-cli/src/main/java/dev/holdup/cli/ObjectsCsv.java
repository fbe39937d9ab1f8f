package dev.holdup.cli;

import dev.holdup.analysis.ObjectExport;
import dev.holdup.analysis.ObjectExport.Dominator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Objects as lines of CSV (RFC 4180, but with a line feed alone at the end of a line).
///
/// Written byte by byte into a buffer, as there are millions of lines.
final class ObjectsCsv implements ObjectExport.Rows, AutoCloseable {
    static final String HEADER = "address,class,shallowBytes,retainedBytes,immediateDominator";

    private static final int BUFFER_BYTES = 1 << 16;
    /// A line without its class: two addresses, two numbers, and what stands between them.
    private static final int LONGEST_NUMBERS = 100;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROOT = ascii("root");
    private static final byte[] SOFT = ascii("soft");
    private static final byte[] WEAK = ascii("weak");
    private static final byte[] PHANTOM = ascii("phantom");
    private static final byte[] UNREACHABLE = ascii("unreachable");

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int size;
    private final Map<String, byte[]> fieldByClass = new HashMap<>();

    ObjectsCsv(OutputStream out) throws IOException {
        this.out = out;
        put(ascii(HEADER + "\n"));
    }

    @Override
    public void row(
            long address,
            String className,
            long shallowBytes,
            long retainedBytes,
            Dominator dominator,
            long dominatorAddress)
            throws IOException {
        if (size > BUFFER_BYTES - LONGEST_NUMBERS) {
            flush();
        }
        hex(address);
        buffer[size++] = ',';
        put(fieldByClass.computeIfAbsent(className, ObjectsCsv::field));
        if (size > BUFFER_BYTES - LONGEST_NUMBERS) {
            flush();
        }
        buffer[size++] = ',';
        decimal(shallowBytes);
        buffer[size++] = ',';
        if (dominator != Dominator.NONE) {
            decimal(retainedBytes);
        }
        buffer[size++] = ',';
        switch (dominator) {
            case OBJECT -> hex(dominatorAddress);
            case ROOTS -> put(ROOT);
            case SOFT -> put(SOFT);
            case WEAK -> put(WEAK);
            case PHANTOM -> put(PHANTOM);
            case UNREACHABLE -> put(UNREACHABLE);
            case NONE -> {}
        }
        buffer[size++] = '\n';
    }

    /// In quotes if it holds what would end the field: the name is the dump's, which may hold anything.
    private static byte[] field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return (plain ? text : '"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
    }

    private void hex(long value) {
        buffer[size++] = '0';
        buffer[size++] = 'x';
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            buffer[size++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    private void decimal(long value) {
        int end = size + 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            end++;
        }
        size = end;
        long rest = value;
        do {
            buffer[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    private void put(byte[] bytes) throws IOException {
        if (bytes.length > BUFFER_BYTES - size) {
            flush();
        }
        if (bytes.length > BUFFER_BYTES) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, size, bytes.length);
            size += bytes.length;
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Writes what is left and closes what it writes to.
    @Override
    public void close() throws IOException {
        try (OutputStream last = out) {
            last.write(buffer, 0, size);
            size = 0;
        }
    }
}
