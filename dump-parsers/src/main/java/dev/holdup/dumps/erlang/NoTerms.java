package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Of a live node, whose heaps are not written down.
final class NoTerms implements ErlangTerms {
    @Override
    public List<Slot> stack(ErlangProcess process, int most) {
        return List.of();
    }

    @Override
    public List<String> firstReferences(ErlangProcess process) {
        return List.of();
    }

    @Override
    public List<ErlangTerm> messages(ErlangProcess process, int most) {
        return List.of();
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
