package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Strings: what they take, and what of that they need not. Sizes are of what is reachable; an array is counted once.
///
/// @param bytes of strings with their arrays
/// @param share of `memory.reachableBytes`, 0 to 1
/// @param arrays of their characters
/// @param utf16Strings kept with two bytes a character, and the bytes of their arrays
/// @param latin1Strings those of them that have no character that needs two bytes
/// @param latin1Bytes what one byte a character would save
/// @param sharing strings with an array that others have as well, and how many arrays these are
/// @param sharedBytes what that saves
/// @param duplicateStrings beyond the first of each content
/// @param duplicateBytes what they and their arrays take
/// @param duplicates by bytes lost, capped
/// @param longest by bytes, capped
public record StringsView(
        String saying,
        long strings,
        long bytes,
        double share,
        long arrays,
        long arrayBytes,
        long utf16Strings,
        long utf16Bytes,
        long latin1Strings,
        long latin1Bytes,
        long sharing,
        long sharedArrays,
        long sharedBytes,
        long duplicateStrings,
        long duplicateBytes,
        List<StringCopies> duplicates,
        List<LongString> longest) {

    /// @param characters of one of them
    /// @param hash eight hex digits: the same for equal strings in any dump
    /// @param bytes that all but one take
    /// @param value its first characters; null unless values are shown
    public record StringCopies(
            long characters,
            String hash,
            long strings,
            long arrays,
            long bytes,
            @Nullable String value) {}

    /// @param address of the array
    /// @param bytes of the array
    /// @param strings that have it
    /// @param value its first characters; null unless values are shown
    public record LongString(
            long characters,
            String hash,
            String address,
            long bytes,
            long strings,
            @Nullable String value) {}
}
