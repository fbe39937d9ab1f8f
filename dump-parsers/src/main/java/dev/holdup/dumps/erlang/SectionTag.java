package dev.holdup.dumps.erlang;

/// Tags of sections that are read; others are skipped.
enum SectionTag {
    PROC("proc"),
    PROC_MESSAGES("proc_messages"),
    PROC_DICTIONARY("proc_dictionary"),
    PROC_STACK("proc_stack"),
    PROC_HEAP("proc_heap"),
    BINARY("binary"),
    FUN("fun"),
    MOD("mod"),
    ETS("ets"),
    INTERNAL_ETS("internal_ets"),
    TIMER("timer"),
    PORT("port"),
    ERL_CRASH_DUMP("erl_crash_dump"),
    SCHEDULER("scheduler"),
    DIRTY_CPU_SCHEDULER("dirty_cpu_scheduler"),
    DIRTY_IO_SCHEDULER("dirty_io_scheduler"),
    MEMORY("memory"),
    INDEX_TABLE("index_table"),
    ALLOCATOR("allocator"),
    VISIBLE_NODE("visible_node"),
    HIDDEN_NODE("hidden_node"),
    NOT_CONNECTED("not_connected"),
    LOADED_MODULES("loaded_modules"),
    PERSISTENT_TERMS("persistent_terms"),
    LITERALS("literals"),
    ATOMS("atoms"),
    ABORT("abort"),
    END("end");

    static final Keywords<SectionTag> KEYWORDS = new Keywords<>(values(), tag -> tag.tag);

    private final String tag;

    SectionTag(String tag) {
        this.tag = tag;
    }
}
