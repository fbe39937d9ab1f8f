package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.ErlangFrame;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTableTest {
    @Test
    void callsAreTakenApartFromTheEnd() {
        assertThat(FrameTable.parse("gen:do_call/4 + 776")).isEqualTo(new ErlangFrame("gen", "do_call", 4));
        assertThat(FrameTable.parse("'Elixir.My.Mod':'handle call'/3 + 12"))
                .isEqualTo(new ErlangFrame("'Elixir.My.Mod'", "'handle call'", 3));
        assertThat(FrameTable.parse("lager:'-trace_files/2-lc$^0/1-0-'/2 + 8").enclosing())
                .isEqualTo(new ErlangFrame("lager", "trace_files", 2));
        assertThat(FrameTable.parse("a:'f/1 + 2'/0 + 4")).isEqualTo(new ErlangFrame("a", "'f/1 + 2'", 0));
        assertThat(FrameTable.parse("erlang:'++'/2 + 4").qualifiedName()).isEqualTo("erlang:'++'/2");
    }

    @Test
    void aPlaceThatIsNoCallKeepsItsWords() {
        assertThat(FrameTable.parse("unknown function").qualifiedName()).isEqualTo("(unknown function)");
        assertThat(FrameTable.parse("a:b + 4").qualifiedName()).isEqualTo("(a:b + 4)");
        assertThat(FrameTable.parse("a:b/ + 4").module()).isEmpty();
        assertThat(FrameTable.parse("a:b/99999 + 4").module()).isEmpty();
    }

    @Test
    void theEndOfTheStackIsNoCall() {
        FrameTable frames = new FrameTable();
        assertThat(read(frames, "0x1A000C30 (<terminate process normally>)")).isNull();
        assertThat(read(frames, "0x0 (invalid)")).isNull();
        assertThat(read(frames, "0x0")).isNull();
    }

    @Test
    void equalCallsAndStacksAreOneObject() {
        FrameTable frames = new FrameTable();
        List<ErlangFrame> first = new ArrayList<>();
        for (int call = 0; call < 3000; call++) {
            first.add(Objects.requireNonNull(read(frames, "0x1 (m" + call + ":f/1 + 8)")));
        }
        for (int call = 0; call < 3000; call++) {
            assertThat(read(frames, "0x2 (m" + call + ":f/1 + 8)")).isSameAs(first.get(call));
        }
        assertThat(frames.stack(new ArrayList<>(first))).isSameAs(frames.stack(new ArrayList<>(first)));
    }

    private static @Nullable ErlangFrame read(FrameTable frames, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return frames.inParentheses(new DumpText(MemorySegment.ofArray(bytes), bytes.length), 0, bytes.length);
    }
}
