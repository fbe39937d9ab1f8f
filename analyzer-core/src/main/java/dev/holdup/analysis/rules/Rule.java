package dev.holdup.analysis.rules;

import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.Activity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule of the book: which stacks it knows, what such a thread waits for or does, why, and the setting that cures it.
///
/// The format of the files is described in `rules/README.md` beside them.
///
/// @param library Maven coordinates without version (`group:artifact`), `jdk`, or `erlang:` and an application
/// @param versions against which frames and keys were verified
/// @param with further libraries that frames are from, `group:artifact:version`
/// @param frames `class.method`, alternatives for version drift; the first one names the place
/// @param direct only the JDK's waiting machinery may stand above the matching frame
/// @param above one of these must stand nearer the top than the matching frame; empty asks nothing
/// @param below one of these must stand farther from the top; empty asks nothing
/// @param unless none of these may stand nearer the top than the matching frame
/// @param consumers frames of the thread that should empty what the victims wait to fill; empty if there is none
/// @param threadNames exact names of threads that have no stack, a final `*` stands for anything
/// @param classInitialization whether the dump must say that the thread waits for a class to be initialised
/// @param states in which of them the thread must be
/// @param atLeast as few as that are not held up, but at work
/// @param heap what the heap must show besides; empty asks nothing
/// @param first goes before all other rules, for waits that look like an idle loop or like those of a library inside
/// @param fallback tried only if no other rule matches; the blocked frame is then the caller's, not the rule's
/// @param blockedFrame frame that reports name instead of the matching one; null for the matching one
/// @param waits what a victim waits for, to stand after "threads wait": `for …` or `to …`; empty for others
/// @param doing what an owner does, such as `writing to a file or pipe`; empty for others
/// @param cause one of the schema's causes
/// @param explanation why threads stand there; empty for owners and idle ones
/// @param heapFacts figures of what they wait for, to be read from the heap
/// @param holders how the heap shows who has what victims wait for; null if it does not
/// @param source where it is written
public record Rule(
        String id,
        Subsystem subsystem,
        String library,
        List<String> versions,
        List<String> with,
        List<String> frames,
        boolean direct,
        List<String> above,
        List<String> below,
        List<String> unless,
        List<String> consumers,
        List<String> threadNames,
        boolean classInitialization,
        Set<Activity> states,
        int atLeast,
        List<HeapCondition> heap,
        boolean first,
        boolean fallback,
        Role role,
        @Nullable String blockedFrame,
        String waits,
        String doing,
        String cause,
        List<String> explanation,
        List<Remedy> remedies,
        List<HeapFact> heapFacts,
        @Nullable HolderSearch holders,
        Source source) {
    private static final String ERLANG = "erlang:";

    /// Whether crash dumps are matched against it, and thread dumps are not.
    public boolean isAboutErlang() {
        return library.startsWith(ERLANG);
    }

    /// @param file as messages name it
    /// @param line of its first key, from 1
    public record Source(String file, int line, boolean builtIn) {}
}
