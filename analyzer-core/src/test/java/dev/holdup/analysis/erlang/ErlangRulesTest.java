package dev.holdup.analysis.erlang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ErlangFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErlangRulesTest {
    /// Functions that are not exported are in it, too.
    private static final String LIST_FUNCTIONS = """
            #!/usr/bin/env escript
            main(Modules) -> [list(list_to_atom(Name)) || Name <- Modules].
            list(Module) ->
                File = case code:which(Module) of
                    preloaded ->
                        Erts = "erts-" ++ erlang:system_info(version),
                        filename:join([code:root_dir(), "lib", Erts, "ebin", atom_to_list(Module) ++ ".beam"]);
                    Path -> Path
                end,
                case beam_lib:chunks(File, [exports, locals]) of
                    {ok, {_, [{exports, Exports}, {locals, Locals}]}} ->
                        [io:format("~s:~s/~b~n", [Module, Name, Arity]) || {Name, Arity} <- Exports ++ Locals];
                    _ -> io:format("no module ~s~n", [Module])
                end.
            """;

    private final RuleBook book = RuleBook.builtIn();

    @TempDir
    private Path folder;

    @Test
    void everyFrameIsAFunctionOfTheInstalledErlang() throws Exception {
        Set<String> wanted = new TreeSet<>();
        for (Rule rule : book.rules()) {
            if (rule.library().startsWith("erlang:")) {
                wanted.addAll(rule.frames());
                wanted.addAll(rule.above());
                wanted.addAll(rule.below());
            }
        }
        assertThat(wanted).hasSizeGreaterThan(15);
        Set<String> modules = new TreeSet<>();
        wanted.forEach(frame -> modules.add(frame.substring(0, frame.indexOf(':'))));
        List<String> functions = functions(modules);
        for (String module : modules) {
            if (functions.contains("no module " + module)) {
                System.out.println("SKIPPED: frames of the module " + module + ", which is not installed");
                wanted.removeIf(frame -> frame.startsWith(module + ":"));
            }
        }
        assertThat(functions).containsAll(wanted);
    }

    private List<String> functions(Set<String> modules) throws IOException, InterruptedException {
        Path script = folder.resolve("functions.escript");
        Files.writeString(script, LIST_FUNCTIONS);
        List<String> command = new ArrayList<>(List.of("escript", script.toString()));
        command.addAll(modules);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            assumeTrue(
                    false, "SKIPPED: no Erlang to verify the frames of its rules against; apt-get install erlang-base");
            throw absent;
        }
        List<String> lines;
        try (Stream<String> output = process.inputReader(StandardCharsets.UTF_8).lines()) {
            lines = output.toList();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return lines;
    }

    @Test
    void lagerIsKnownByItsCallersAndByItsProcessAlone() {
        ErlangRules rules = new ErlangRules(book);
        List<ErlangFrame> stack = List.of(
                new ErlangFrame("gen", "do_call", 4),
                new ErlangFrame("gen_event", "rpc", 2),
                new ErlangFrame("lager", "do_log_impl", 10),
                new ErlangFrame("shop", "order", 1));

        assertThat(id(rules.victim(stack, Activity.WAITING, ""))).isEqualTo("lager-sync");
        assertThat(rules.victim(stack.subList(0, 2), Activity.WAITING, "")).isNull();
        assertThat(id(rules.victim(stack.subList(0, 1), Activity.WAITING, "lager_event")))
                .isEqualTo("lager-sync");
        assertThat(rules.victim(stack.subList(0, 1), Activity.WAITING, "other_event"))
                .isNull();
    }

    @Test
    void anOwnerIsKnownByWhatItDoes() {
        ErlangRules rules = new ErlangRules(book);
        List<ErlangFrame> sending =
                List.of(new ErlangFrame("prim_inet", "send_recv_reply", 2), new ErlangFrame("shop", "push", 1));
        List<ErlangFrame> sentBefore =
                List.of(new ErlangFrame("shop", "push", 1), new ErlangFrame("prim_inet", "send_recv_reply", 2));

        assertThat(id(rules.owner(sending, Activity.WAITING))).isEqualTo("erlang-socket-write");
        assertThat(rules.owner(sentBefore, Activity.WAITING)).isNull();
        assertThat(id(rules.named("error_logger"))).isEqualTo("erlang-error-logger");
    }

    private static String id(@Nullable Rule rule) {
        return Objects.requireNonNull(rule).id();
    }
}
