package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Subsystem;
import java.util.List;
import java.util.stream.Stream;

/// A queue in words.
final class QueueWords {
    private static final Subsystem EXECUTOR = new Subsystem("executor.queue", "Executor", "executor");
    private static final Subsystem QUEUE = new Subsystem("queue", "Queue", "executor");

    /// Whose queue it is, by the packages of what is in it and of what holds it.
    private record Library(String classPrefix, Subsystem subsystem) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library("ch.qos.logback.", new Subsystem("logging.logback", "Logback", "logging")),
            new Library("org.apache.logging.log4j.", new Subsystem("logging.log4j2", "Log4j 2", "logging")),
            new Library("org.apache.log4j.", new Subsystem("logging.log4j1", "Log4j 1", "logging")),
            new Library("org.apache.kafka.", new Subsystem("messaging.kafka", "Kafka", "messaging")),
            new Library("com.rabbitmq.", new Subsystem("messaging.rabbitmq", "RabbitMQ", "messaging")),
            new Library("okhttp3.", new Subsystem("http.okhttp", "OkHttp", "http-client-pool")));

    private QueueWords() {}

    static Subsystem subsystem(Contents.Queue queue) {
        for (Library library : LIBRARIES) {
            boolean its = Stream.concat(
                            queue.elements().stream().map(Contents.Element::className), queue.path().stream())
                    .anyMatch(name -> name.startsWith(library.classPrefix()));
            if (its) {
                return library.subsystem();
            }
        }
        return queue.pool() == null ? QUEUE : EXECUTOR;
    }

    /// `200000 tasks (com.acme.Export)`, `12 elements`.
    static String elements(Contents.Queue queue) {
        String noun = queue.pool() == null ? "element" : "task";
        String classes = String.join(
                ", ",
                queue.elements().stream()
                        .limit(2)
                        .map(Contents.Element::className)
                        .toList());
        return queue.size() + " " + noun + (queue.size() == 1 ? "" : "s")
                + (classes.isEmpty() ? "" : " (" + classes + ")");
    }

    /// Without its package.
    static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
