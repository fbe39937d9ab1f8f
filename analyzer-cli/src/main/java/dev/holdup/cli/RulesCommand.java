package dev.holdup.cli;

import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.rules.RuleBookException;
import dev.holdup.analysis.rules.RuleFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The rule book: what it knows, and whether a user's own rules are right.
@Command(
        name = "rules",
        subcommands = {RulesCommand.ListCommand.class, RulesCommand.ShowCommand.class, RulesCommand.CheckCommand.class},
        synopsisSubcommandLabel = "(list | show | check)",
        description = {
            "Lists and shows the rules by which threads are known, and checks rules of your own.",
            "",
            "A rule says which stacks it knows, what such threads wait for, why, and the setting that cures it. Write"
                    + " one into a file ending in .yaml, check it, and name its folder with --rules:",
            "",
            "rules:",
            "  - id: acme-pool-exhausted         # lower-case words",
            "    category: bulkhead              # one of the report schema's",
            "    subsystem: {id: bulkhead.acme, name: Acme pool}",
            "    library: com.acme:pool          # group:artifact, or jdk",
            "    versions: [4.2.0]               # verified against",
            "    frames:                         # alternatives; any of them",
            "      - com.acme.Pool.borrow        # package.Class$Nested.method",
            "    below: [com.acme.Dao.load]      # who called, if it matters",
            "    direct: true                    # only waiting code above it",
            "    state: waiting                  # or blocked, running, sleeping",
            "    role: victim                    # or owner, idle",
            "    waits: for a slot of the pool   # after \"219 threads wait\"",
            "    cause: pool-exhausted           # one of the report schema's",
            "    explanation:",
            "      - All slots are taken; every caller waits for one.",
            "    remedies:",
            "      - text: Raise the limit, or find who keeps the slots.",
            "        key: acme.pool.max",
            "        default: 10 slots",
            "        reference: https://acme.example/pool",
            "    heapFacts:                      # \"10 of 10 slots in use\"",
            "      - label: slots in use",
            "        read: com.acme.Pool#taken   # package.Class#field.field",
            "        of: com.acme.Pool#config.max",
            "",
            "An owner has 'doing: writing a file' instead of 'waits', 'cause' and 'explanation'; idle threads have none"
                    + " of these. 'holdup rules show ID' shows a built-in rule in this form; all keys are told in the"
                    + " README beside the built-in rules.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup rules list                     every rule, one a line",
            "  holdup rules show hikari-exhausted    one of them in full",
            "  holdup rules check my-rules/          every mistake with its line",
            "  holdup analyze --rules my-rules/ heap.hprof"
        })
final class RulesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the rules: list, show or check");
    }

    private List<Rule> rules() throws CommandFailure {
        return holdup.options().ruleBook().rules();
    }

    @Command(
            name = "list",
            description = {"Prints every rule: id, category, library, and what such threads wait for or do.", ""},
            footerHeading = "%nExamples:%n",
            footer = {"  holdup rules list", "  holdup rules list --rules my-rules/"})
    static final class ListCommand implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private RulesCommand parent;

        @Override
        public Integer call() throws CommandFailure {
            System.out.print(RuleText.table(parent.rules()));
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "show",
            description = {"Prints a rule in full, as it is written in a rule file.", ""},
            footerHeading = "%nExample:%n",
            footer = {"  holdup rules show hikari-exhausted"})
    static final class ShowCommand implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private RulesCommand parent;

        @Parameters(paramLabel = "ID", description = "As 'holdup rules list' prints it.")
        private String id = "";

        @Override
        public Integer call() throws CommandFailure {
            List<Rule> rules = parent.rules();
            for (Rule rule : rules) {
                if (rule.id().equals(id)) {
                    System.out.print(RuleText.full(rule));
                    return ExitCode.DONE.number();
                }
            }
            throw CommandFailure.wrongUsage(
                    "There is no rule '" + id + "'" + similar(rules) + ": 'holdup rules list' prints all of them.");
        }

        /// Rules that have the most words in common with what was asked for.
        private String similar(List<Rule> rules) {
            List<String> words = List.of(id.split("[-.]", -1));
            List<String> alike = rules.stream()
                    .map(Rule::id)
                    .filter(other -> common(other, words) > 0)
                    .sorted(Comparator.comparingLong((String other) -> -common(other, words)))
                    .limit(3)
                    .toList();
            return alike.isEmpty() ? "" : ", but " + String.join(", ", alike);
        }

        /// Equal words; the first one, mostly the library, counts twice.
        private static long common(String other, List<String> words) {
            List<String> others = List.of(other.split("[-.]", -1));
            return words.stream().filter(others::contains).count()
                    + (others.getFirst().equals(words.getFirst()) ? 1 : 0);
        }
    }

    @Command(
            name = "check",
            description = {
                "Checks rule files: prints every mistake with file, line and what is expected, and ends with 2 if there"
                        + " is one.",
                ""
            },
            footerHeading = "%nExamples:%n",
            footer = {"  holdup rules check my-rules/", "  holdup rules check my-rules/acme.yaml"})
    static final class CheckCommand implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "DIR|FILE", description = "Folders with *.yaml files, or files.")
        private List<Path> places = new ArrayList<>();

        @Override
        public Integer call() {
            RuleFolder folder = RuleFolder.of(places);
            folder.mistakes().stream()
                    .sorted(Comparator.comparing(RuleBookException::file).thenComparingInt(RuleBookException::line))
                    .forEach(mistake -> System.out.println(Terminal.printable(String.valueOf(mistake.getMessage()))));
            if (!folder.mistakes().isEmpty()) {
                return ExitCode.WRONG_USAGE.number();
            }
            int described = folder.collections().size();
            System.out.println(count(folder.rules().size(), "rule")
                    + (described == 0 ? "" : " and " + count(described, "description") + " of collections") + " in "
                    + count(folder.files().size(), "file") + ": no mistake.");
            return ExitCode.DONE.number();
        }

        private static String count(int number, String what) {
            return number + " " + what + (number == 1 ? "" : "s");
        }
    }
}
