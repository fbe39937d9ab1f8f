package dev.holdup.dumps.javacore;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockOwner;
import org.jspecify.annotations.Nullable;

/// A thread as other lines refer to it: `"name" (J9VMThread:0x0000000002279600, java/lang/Thread:0x00000000E2FB4F70)`,
/// in old versions `"name" (0x01FAC000)`.
record NamedThread(String name, long tid) {

    /// The first thread that a text names, or null if it names none.
    static @Nullable NamedThread in(String text) {
        int start = text.indexOf('"');
        int end = text.lastIndexOf("\" (");
        if (start < 0 || end <= start) {
            return null;
        }
        int hex = text.indexOf("0x", end);
        int hexEnd = hex;
        while (hexEnd >= 0 && hexEnd < text.length() && Character.isLetterOrDigit(text.charAt(hexEnd))) {
            hexEnd++;
        }
        long tid = hex < 0 ? JvmThread.UNKNOWN_ID : Numbers.hexadecimal(text, hex, hexEnd);
        return new NamedThread(text.substring(start + 1, end), tid);
    }

    LockOwner asOwner() {
        return new LockOwner(name, JvmThread.UNKNOWN_ID, tid);
    }
}
