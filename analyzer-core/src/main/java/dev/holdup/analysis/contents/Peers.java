package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads addresses of sockets: `java.net.InetSocketAddress` and what is inside of it, and the paths of Unix sockets.
final class Peers {
    private static final int IP6_BYTES = 16;

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final HiddenText hidden;

    Peers(HeapGraph heap, HiddenText hidden) {
        this.heap = heap;
        this.reader = heap.reader();
        this.hidden = hidden;
    }

    /// `#1f03ab77:5432`
    String of(ObjectRecord socketAddress) {
        ObjectRecord holder = reader.follow(socketAddress, "holder");
        ObjectRecord in = holder == null ? socketAddress : holder;
        ObjectRecord address = reader.follow(in, "addr");
        String host = address == null ? unresolved(in) : host(address);
        return host + ":" + reader.integer(in, "port", 0);
    }

    long port(ObjectRecord socketAddress) {
        ObjectRecord holder = reader.follow(socketAddress, "holder");
        return reader.integer(holder == null ? socketAddress : holder, "port", 0);
    }

    boolean isUnix(ObjectRecord socketAddress) {
        return socketAddress.heapClass().isA("java.net.UnixDomainSocketAddress")
                || socketAddress.heapClass().isA("io.netty.channel.unix.DomainSocketAddress");
    }

    String unix(ObjectRecord socketAddress) {
        ObjectRecord path = reader.follow(socketAddress, "path");
        String text = reader.text(reader.reference(socketAddress, "socketPath"));
        if (text == null && path != null) {
            ObjectRecord bytes = reader.follow(path, "path");
            text = bytes == null || bytes.offset() < 0
                    ? null
                    : new String(
                            heap.bytes().copy(bytes.offset(), Math.min(bytes.length(), 4096)),
                            java.nio.charset.StandardCharsets.UTF_8);
        }
        return hidden.path(text);
    }

    private String unresolved(ObjectRecord holder) {
        String name = reader.text(reader.reference(holder, "hostname"));
        return name == null ? "unknown" : hidden.host(name);
    }

    /// Of a `java.net.InetAddress`; by its number, so that it is one host whatever it was called.
    String host(@Nullable ObjectRecord address) {
        if (address == null) {
            return "unknown";
        }
        ObjectRecord holder = reader.follow(address, "holder");
        ObjectRecord six = reader.follow(address, "holder6");
        ObjectRecord bytes = reader.follow(six == null ? address : six, "ipaddress");
        if (bytes != null && bytes.length() == IP6_BYTES && bytes.offset() >= 0) {
            return six(heap.bytes().copy(bytes.offset(), IP6_BYTES), holder);
        }
        int four = (int) reader.integer(holder == null ? address : holder, "address", 0);
        if (four >>> 24 == 127) {
            return "loopback";
        }
        return named((four >>> 24) + "." + (four >>> 16 & 255) + "." + (four >>> 8 & 255) + "." + (four & 255), holder);
    }

    private String six(byte[] bytes, @Nullable ObjectRecord holder) {
        StringBuilder text = new StringBuilder();
        boolean loopback = bytes[IP6_BYTES - 1] == 1;
        for (int i = 0; i < IP6_BYTES; i += 2) {
            loopback &= bytes[i] == 0 && (i + 2 == IP6_BYTES || bytes[i + 1] == 0);
            text.append(i == 0 ? "" : ":").append(HexFormat.of().formatHex(bytes, i, i + 2));
        }
        return loopback ? "loopback" : named("[" + text + "]", holder);
    }

    private String named(String number, @Nullable ObjectRecord holder) {
        String name = hidden.shown() && holder != null ? reader.text(reader.reference(holder, "hostName")) : null;
        return hidden.host(name == null || name.isEmpty() ? number : name + "/" + number);
    }
}
