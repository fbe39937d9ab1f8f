package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who holds what the others wait for, at the end of the chain.
///
/// @param unit its name
/// @param frame what it does: its topmost telling frame
/// @param doing in words, such as `writing to a file or pipe`
/// @param via how the ownership is known, such as `lock owner in the heap`, `locked monitor in the thread dump`
/// @param stack innermost first, as printed
public record Owner(
        String unit,
        @Nullable String id,
        @Nullable String frame,
        String activity,
        String doing,
        String via,
        List<String> stack) {}
