package dev.holdup.analysis.waits;

/// How it is known who holds what a thread waits for; the surest first.
public enum KnownBy {
    MONITOR_LINE("locked monitor in the thread dump"),
    SYNCHRONIZER_LINE("locked ownable synchronizer in the thread dump"),
    NAMED_OWNER("the dump names the owner beside the lock"),
    HEAP("lock owner in the heap"),
    READ_HOLDS("read hold count in the heap"),
    TASK_RUNNER("runner of the task in the heap"),
    JOINED_THREAD("the thread it joins, in its frame in the heap"),
    COMPLETING_FRAME("the future it waits for is completed by a frame of that thread, in the heap"),
    CLASS_INITIALIZER("class initialiser on its stack"),
    WORKER_OF_POOL("worker of the pool in whose queue the task waits, in the heap"),
    HANDED_OUT("its frames reach what the pool handed out, in the heap"),
    CONSUMER("it should empty what they wait to fill, by its stack"),
    SAME_OBJECT("inferred: the only other thread whose frames hold the object, in the heap"),
    REACHES_IT("inferred: its frames reach the object that the others wait for, in the heap"),
    SAME_CODE("inferred: the only thread inside the code that the others wait to enter"),
    RUNS_TASKS("inferred: the only pool whose threads run tasks, by their stacks"),
    BEHIND_THE_PLACE("inferred: it stands behind the place where the others wait, by its stack"),
    INITIALIZING("inferred: the only thread that initialises a class while the others stand still without a lock");

    private final String label;

    KnownBy(String label) {
        this.label = label;
    }

    /// In words, as reports say it.
    public String label() {
        return label;
    }

    /// Whether it rests on a likeness, not on what a dump says of the lock itself.
    public boolean isInferred() {
        return switch (this) {
            case MONITOR_LINE,
                    SYNCHRONIZER_LINE,
                    NAMED_OWNER,
                    HEAP,
                    READ_HOLDS,
                    TASK_RUNNER,
                    JOINED_THREAD,
                    COMPLETING_FRAME,
                    CLASS_INITIALIZER,
                    WORKER_OF_POOL,
                    HANDED_OUT -> false;
            case CONSUMER, SAME_OBJECT, REACHES_IT, SAME_CODE, RUNS_TASKS, BEHIND_THE_PLACE, INITIALIZING -> true;
        };
    }
}
