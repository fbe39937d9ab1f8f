package dev.holdup.dumps.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Terms of processes, decoded when asked for; each call reads the heap of that process alone, and only so much of it.
///
/// A process that is `sensitive`, or whose sections were cut off, has none.
public interface ErlangTerms {
    /// Of evidence that has no terms.
    ErlangTerms NONE = new ErlangTerms() {};

    /// A variable of a call.
    ///
    /// @param frame index into [ErlangProcess#frames]; past its end for one that was left out
    record Slot(int frame, ErlangTerm term) {}

    /// Variables on the stack, innermost first; at most `most`.
    default List<Slot> stack(ErlangProcess process, int most) {
        return List.of();
    }

    /// References among the first terms that the stack reaches, as text: that of a call in progress is one of them.
    /// Cheap enough for every process.
    default List<String> firstReferences(ErlangProcess process) {
        return List.of();
    }

    /// The first `most` messages in the queue.
    default List<ErlangTerm> messages(ErlangProcess process, int most) {
        return List.of();
    }

    /// Value in the process dictionary; null if it has none by that atom.
    default @Nullable ErlangTerm dictionary(ErlangProcess process, String key) {
        return null;
    }

    /// Function that the process was really started with, where `proc_lib` hides it: `module:function/arity` out of the
    /// dictionary's `$initial_call`, without the arity in old dumps; empty if unknown.
    ///
    /// Cheap enough for every process, and for several threads at once.
    default String initialCall(ErlangProcess process) {
        return "";
    }

    /// Bytes of terms that are reachable from stack, mailbox and dictionary, −1 if unknown. Constants are in it before
    /// OTP 20.
    default long liveBytes(ErlangProcess process) {
        return -1;
    }
}
