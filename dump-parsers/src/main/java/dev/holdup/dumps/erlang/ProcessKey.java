package dev.holdup.dumps.erlang;

/// Keys of the lines of `=proc` that are read; units are the dump's.
enum ProcessKey {
    STATE("State"),
    NAME("Name"),
    SPAWNED_AS("Spawned as"),
    SPAWNED_BY("Spawned by"),
    CURRENT_CALL("Current call"),
    LAST_SCHEDULED_IN_FOR("Last scheduled in for"),
    MESSAGE_QUEUE_LENGTH("Message queue length"),
    HEAP_FRAGMENT_WORDS("Heap fragment data"),
    LINK_LIST("Link list"),
    REDUCTIONS("Reductions"),
    YOUNG_WORDS("Stack+heap"),
    OLD_WORDS("OldHeap"),
    YOUNG_UNUSED_WORDS("Heap unused"),
    OLD_UNUSED_WORDS("OldHeap unused"),
    BINARY_WORDS("BinVHeap"),
    OLD_BINARY_WORDS("OldBinVHeap"),
    MEMORY_BYTES("Memory"),
    PROGRAM_COUNTER("Program counter"),
    CALLER("CP"),
    INTERNAL_STATE("Internal State");

    static final Keywords<ProcessKey> KEYWORDS = new Keywords<>(values(), key -> key.key);

    private final String key;

    ProcessKey(String key) {
        this.key = key;
    }
}
