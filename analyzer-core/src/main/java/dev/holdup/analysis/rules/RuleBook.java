package dev.holdup.analysis.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// All rules, ready to be asked about threads.
///
/// Of several rules that know a thread the user's own go first, then idle ones, victims, owners, fallbacks;
/// among equals the one whose frame is nearest the top, then the one that stands first in the book.
///
/// The built-in rules are read when they are first asked for, or [on a thread beside][#readBeside]: they take
/// as long as the first pass over a gigabyte. Those about Erlang are few, and are read without the others.
public final class RuleBook {
    /// Frames from the top that are looked at.
    public static final int DEPTH = 25;

    private final List<Rule> usersRules;
    private final FutureTask<RuleIndex> index;

    private final FutureTask<List<CollectionDescription>> collections;

    private RuleBook(List<Rule> usersRules, List<CollectionDescription> usersCollections) {
        this.usersRules = usersRules;
        this.index = new FutureTask<>(() -> new RuleIndex(usersRules, BuiltInRules.read()));
        this.collections =
                new FutureTask<>(() -> Stream.concat(usersCollections.stream(), BuiltInRules.collections().stream())
                        .toList());
    }

    /// The rules that come with the program.
    public static RuleBook builtIn() {
        return new RuleBook(List.of(), List.of());
    }

    /// Built-in rules and the user's own, which are preferred; one of the same id takes the built-in one's place.
    ///
    /// @param directories whose `*.yaml` files are read in the order of their names
    /// @throws RuleBookException for the first mistake in them
    public static RuleBook with(List<Path> directories) throws RuleBookException {
        if (directories.isEmpty()) {
            return builtIn();
        }
        RuleFolder users = RuleFolder.of(directories);
        if (!users.mistakes().isEmpty()) {
            throw users.mistakes().getFirst();
        }
        return new RuleBook(users.rules(), users.collections());
    }

    /// Begins to read the built-in rules: they are not needed before the dumps are.
    public void readBeside() {
        Thread reading = new Thread(
                () -> {
                    index.run();
                    collections.run();
                },
                "holdup-rules");
        reading.setDaemon(true);
        reading.start();
    }

    public List<Rule> rules() {
        return index().rules();
    }

    /// Those about Erlang.
    public List<Rule> erlangRules() {
        return new RuleIndex(usersRules, BuiltInRules.read(List.of(BuiltInRules.ERLANG)))
                .rules().stream().filter(Rule::isAboutErlang).toList();
    }

    /// How collections keep their elements: of several that know a class the first whose fields it has.
    public List<CollectionDescription> collections() {
        return got(collections);
    }

    /// The rule that knows the thread best.
    public Optional<RuleMatch> match(Observed thread) {
        return index().match(thread);
    }

    private RuleIndex index() {
        return got(index);
    }

    private static <T> T got(FutureTask<T> task) {
        // Does nothing where another thread reads, or has read.
        task.run();
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the rules", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
