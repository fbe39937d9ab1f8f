package dev.holdup.samples.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process of a crash dump being described; what is not said is that of a fresh process that waits.
public final class SyntheticProcess {
    final String pid;
    String state = "Waiting";

    @Nullable
    String name;

    String spawnedAs = "proc_lib:init_p/5";
    String spawnedBy = "<0.1.0>";
    long queue;
    final List<String> links = new ArrayList<>();
    long reductions = 100;
    long heapWords = 233;
    long oldHeapWords;
    long heapUnused = 100;
    long oldHeapUnused;
    long binaryWords;
    long fragmentWords;
    long memory = 2688;
    String programCounter = "unknown function";
    String caller = "invalid";
    final List<String> messages = new ArrayList<>();
    final List<String> dictionary = new ArrayList<>();
    final List<String> stack = new ArrayList<>();
    final List<String> heap = new ArrayList<>();
    boolean sensitive;

    /// @param pid `<0.81.0>`
    public SyntheticProcess(String pid) {
        this.pid = pid;
    }

    public SyntheticProcess state(String label) {
        state = label;
        return this;
    }

    public SyntheticProcess named(String registeredName) {
        name = registeredName;
        return this;
    }

    /// @param call `module:function/arity`
    public SyntheticProcess spawned(String call, String parent) {
        spawnedAs = call;
        spawnedBy = parent;
        return this;
    }

    /// Queued messages; lines of the mailbox are told with [#message].
    public SyntheticProcess queue(long messages) {
        queue = messages;
        return this;
    }

    public SyntheticProcess link(String pidOrPort) {
        links.add(pidOrPort);
        return this;
    }

    /// It watches another one, as in a call that waits for the answer.
    public SyntheticProcess watches(String target, String reference) {
        links.add("{to," + target + "," + reference + "}");
        return this;
    }

    public SyntheticProcess watchedBy(String watcher, String reference) {
        links.add("{from," + watcher + "," + reference + "}");
        return this;
    }

    public SyntheticProcess reductions(long count) {
        reductions = count;
        return this;
    }

    /// Words of the two heaps, and how many of them are free.
    public SyntheticProcess heap(long young, long youngUnused, long old, long oldUnused) {
        heapWords = young;
        heapUnused = youngUnused;
        oldHeapWords = old;
        oldHeapUnused = oldUnused;
        return this;
    }

    public SyntheticProcess binaryWords(long words) {
        binaryWords = words;
        return this;
    }

    public SyntheticProcess memory(long bytes) {
        memory = bytes;
        return this;
    }

    /// Where the program counter is: `gen:do_call/4 + 776`.
    public SyntheticProcess at(String place) {
        programCounter = place;
        return this;
    }

    /// The `CP` of releases that tell it.
    public SyntheticProcess calledFrom(String place) {
        caller = place;
        return this;
    }

    /// The next call outwards: `gen_server:call/3 + 140`, or `<terminate process normally>`.
    public SyntheticProcess returnsTo(String place) {
        stack.add("0x" + hex16(0x7F0000000000L + stack.size() * 8L) + ":SReturn addr 0x1A207EEC (" + place + ")");
        return this;
    }

    /// A variable of the call named last.
    public SyntheticProcess variable(String element) {
        stack.add("y" + stack.size() + ":" + element);
        return this;
    }

    /// @param element of the message
    public SyntheticProcess message(String element) {
        messages.add(element + ":N");
        return this;
    }

    /// @param element that points to a pair of key and value
    public SyntheticProcess entry(String element) {
        dictionary.add(element);
        return this;
    }

    /// A line of the heap: `7F3CE2135DB8:t2:A5:hello,N`.
    public SyntheticProcess term(String line) {
        heap.add(line);
        return this;
    }

    /// Its stack, heap, mailbox and dictionary are not dumped.
    public SyntheticProcess sensitive() {
        sensitive = true;
        return this;
    }

    private static String hex16(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
