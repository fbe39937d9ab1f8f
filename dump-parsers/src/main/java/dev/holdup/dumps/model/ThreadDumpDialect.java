package dev.holdup.dumps.model;

/// Who wrote a thread dump, and so what can be in it.
public enum ThreadDumpDialect {
    /// `jstack`, `jcmd Thread.print`, `kill -3`: lock addresses, owners of monitors, of other locks with `-l`.
    HOTSPOT("jstack"),
    /// `jhsdb jstack`, `jstack -F` and `-m`: as [#HOTSPOT], without times.
    SERVICEABILITY_AGENT("jhsdb jstack"),
    /// VisualVM and the text of Spring Boot's `/actuator/threaddump`: locks by identity hash, owners by name.
    VISUALVM("text by way of JMX"),
    /// `ThreadInfo.toString()`: locks by identity hash, owners by name, eight frames a stack.
    THREAD_INFO("ThreadInfo.toString"),
    /// Text of `jcmd Thread.dump_to_file`: virtual threads; states and locks since JDK 25.
    THREAD_FILE("Thread.dump_to_file"),
    /// The same in JSON, with thread containers.
    THREAD_FILE_JSON("Thread.dump_to_file -format=json"),
    /// JSON of Spring Boot's `/actuator/threaddump`: what `ThreadInfo` has.
    ACTUATOR_JSON("actuator JSON"),
    /// OpenJ9 and IBM Java: lock addresses, owners by name and address.
    JAVACORE("javacore"),
    JROCKIT("JRockit");

    private final String label;

    ThreadDumpDialect(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }
}
