package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names and processes in printed stacks, and printed messages; there is no heap.
///
/// @param slotsByPid innermost first
record ShellStacks(Map<String, List<Slot>> slotsByPid, Map<String, List<ErlangTerm>> messagesByPid)
        implements ErlangTerms {

    @Override
    public List<Slot> stack(ErlangProcess process, int most) {
        List<Slot> slots = slotsByPid.getOrDefault(process.pid(), List.of());
        return slots.subList(0, Math.min(most, slots.size()));
    }

    @Override
    public List<String> firstReferences(ErlangProcess process) {
        return List.of();
    }

    @Override
    public List<ErlangTerm> messages(ErlangProcess process, int most) {
        List<ErlangTerm> messages = messagesByPid.getOrDefault(process.pid(), List.of());
        return messages.subList(0, Math.min(most, messages.size()));
    }

    @Override
    public @Nullable ErlangTerm dictionary(ErlangProcess process, String key) {
        return null;
    }

    @Override
    public String initialCall(ErlangProcess process) {
        return "";
    }

    @Override
    public long liveBytes(ErlangProcess process) {
        return -1;
    }
}
