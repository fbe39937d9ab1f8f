package dev.holdup.server.access;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses with the same first bits, such as `10.0.0.0/8`; one address without a slash.
///
/// @param network its address in bytes, 4 or 16 of them
/// @param bits how many of them count
public record AddressRange(byte[] network, int bits) {

    /// Names are not looked up.
    public static Optional<AddressRange> of(String text) {
        String[] parts = text.split("/", 2);
        try {
            byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
            return bits < 0 || bits > network.length * 8
                    ? Optional.empty()
                    : Optional.of(new AddressRange(network, bits));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((network[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
