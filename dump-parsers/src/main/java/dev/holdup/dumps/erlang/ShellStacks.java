package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import java.util.List;
import java.util.Map;

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
    public List<ErlangTerm> messages(ErlangProcess process, int most) {
        List<ErlangTerm> messages = messagesByPid.getOrDefault(process.pid(), List.of());
        return messages.subList(0, Math.min(most, messages.size()));
    }
}
