package dev.holdup.dumps.unpack;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import org.apache.commons.compress.MemoryLimitException;

/// Says why unpacking ended early.
public final class UnpackFailure {
    /// The zstd library's code for a window larger than it may take.
    private static final int ZSTD_WINDOW_TOO_LARGE = 16;

    private UnpackFailure() {}

    /// One sentence.
    ///
    /// @param what could not be unpacked further, such as `The gzip file`
    public static String sentence(String what, Exception failure) {
        return switch (failure) {
            case LimitReached limit -> String.valueOf(limit.getMessage());
            case Unsupported unsupported -> String.valueOf(unsupported.getMessage());
            case MemoryLimitException _ -> memory();
            case ZstdIOException zstd when zstd.getErrorCode() == ZSTD_WINDOW_TOO_LARGE -> memory();
            case EOFException _ -> what + " is cut off.";
            default -> what + " is damaged.";
        };
    }

    private static String memory() {
        return "It takes more memory to unpack than is allowed; " + UnpackLimits.raise("maxDecoderBytes") + ".";
    }
}
