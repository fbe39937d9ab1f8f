package dev.holdup.dumps.model;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an Erlang node left: an `erl_crash.dump`, or the text of commands given to a live one.
///
/// Processes are held as records; heaps stay in the file and are decoded on demand.
public non-sealed interface ErlangCrashDump extends Dump, AutoCloseable {

    /// What kind of thing this is.
    ErlangEvidence evidence();

    /// Name of the input as the user knows it.
    String input();

    ErlangNode node();

    /// In the order of the dump.
    List<ErlangProcess> processes();

    /// None where the evidence has none; so for tables, binaries and atoms.
    default List<ErlangPort> ports() {
        return List.of();
    }

    /// The runtime's own tables included.
    default List<EtsTable> etsTables() {
        return List.of();
    }

    default RefcBinaries binaries() {
        return RefcBinaries.NONE;
    }

    ErlangTerms terms();

    /// Gives the names of the newest atoms, newest first; at most `most`.
    default void newestAtoms(int most, Consumer<String> name) {}

    /// Lets go of the file; its heaps can no longer be decoded.
    @Override
    void close();

    /// How far the file could be read; null where its bytes tell nothing, as in a text that was pasted.
    default @Nullable ReadExtent extent() {
        return null;
    }

    /// Whether the dump reaches its own end; the warnings say what is missing otherwise.
    boolean complete();

    /// Whether it says that this is all the processes there were: a text of some commands may show only a few.
    boolean showsAllProcesses();

    /// Process by its pid, or null if there is none.
    @Nullable
    ErlangProcess process(String pid);

    /// Process by its registered name, or null if there is none.
    @Nullable
    ErlangProcess registered(String name);
}
