package dev.holdup.analysis;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.ThreadDump;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which JVM wrote the dumps.
final class JvmVersion {
    /// Where the JDK keeps its own version: since 9, and before.
    private static final List<String> CLASSES = List.of("java.lang.VersionProps", "sun.misc.Version");

    private static final List<String> FIELDS = List.of("java_runtime_version", "java_version");
    private static final int LONGEST = 100;

    /// `OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1 mixed mode, sharing)`, `JRE 17 Linux amd64-64 (build 17.0.10+7)`
    /// of OpenJ9, or the bare version that other dialects have.
    private static final Pattern BANNER = Pattern.compile("(?:^|\\((?:build )?)([0-9][^ )]*)");

    private JvmVersion() {}

    /// As the heap's own version class states it; empty if it does not.
    static String of(HeapGraph heap) {
        for (String className : CLASSES) {
            HeapClass versions = heap.classes().named(className);
            HeapClassRecord classRecord = versions == null ? null : versions.classRecord();
            if (classRecord == null) {
                continue;
            }
            for (String fieldName : FIELDS) {
                for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                    if (fieldName.equals(heap.fieldName(field.nameId()))) {
                        String text = heap.reader().text(field.value());
                        if (text != null && !text.isEmpty() && text.length() <= LONGEST) {
                            return text;
                        }
                    }
                }
            }
        }
        return "";
    }

    /// As the first thread dump with a banner states it; empty if none does.
    static String of(List<ThreadDump> dumps) {
        for (ThreadDump dump : dumps) {
            Matcher version = BANNER.matcher(dump.jvm());
            if (version.find()) {
                return version.group(1);
            }
        }
        return "";
    }
}
