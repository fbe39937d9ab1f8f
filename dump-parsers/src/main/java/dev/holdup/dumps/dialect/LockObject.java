package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.LockUse;
import org.jspecify.annotations.Nullable;

/// A lock as a dialect names it, by its address or by its identity hash.
///
/// @param address [LockUse#NO_ADDRESS] if there is none
/// @param identityHash [LockUse#NO_HASH] if there is none
/// @param className empty if there is none
/// @param lockedClass for a lock that is a `java.lang.Class`, the class it stands for; otherwise empty
public record LockObject(long address, long identityHash, String className, String lockedClass) {

    public static LockObject at(long address, String className) {
        return new LockObject(address, LockUse.NO_HASH, className, "");
    }

    /// `package.Class@1f2e3d`, the hash in hexadecimal; null if it is nothing like that.
    public static @Nullable LockObject hashed(String text) {
        int at = text.lastIndexOf('@');
        long hash = at < 1 ? -1 : Numbers.hexadecimal(text, at + 1, text.length());
        return hash < 0 || text.indexOf(' ') >= 0
                ? null
                : new LockObject(LockUse.NO_ADDRESS, hash, text.substring(0, at), "");
    }

    /// The same with its address taken for an identity hash, as VisualVM writes it.
    LockObject withAddressAsHash() {
        return identityHash != LockUse.NO_HASH
                ? this
                : new LockObject(LockUse.NO_ADDRESS, address, className, lockedClass);
    }
}
