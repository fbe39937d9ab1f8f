package dev.holdup.analysis.findings;

/// @param id such as `logging.logback`; `none` where there is none
/// @param name such as `Logback`
/// @param category one of [Vocabulary#CATEGORIES], such as `logging`, `jdbc-pool`, `application-lock`, `none`
public record Subsystem(String id, String name, String category) {
    public static final Subsystem NONE = new Subsystem("none", "none", "none");
}
