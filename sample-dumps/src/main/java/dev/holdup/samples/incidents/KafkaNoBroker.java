package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.OrderEvents;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.LoggerFactory;

/// A Kafka producer knows no broker, and whoever sends waits for one.
final class KafkaNoBroker extends SelfDriven {

    private static final int REQUESTS = 40;
    private static final String BLOCKED_FRAME = "org.apache.kafka.clients.producer.KafkaProducer.waitOnMetadata";

    KafkaNoBroker() {
        super(
                "kafka-no-broker",
                "40 requests wait in the send of a Kafka producer that reaches no broker",
                OrderEvents.class,
                List.of(KafkaProducer.class, LoggerFactory.class));
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(REQUESTS, eventBytes(scale));
    }

    private static int eventBytes(Scale scale) {
        return scale.choose(512 << 10, 64 << 10);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(BLOCKED_FRAME) == REQUESTS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "messaging", "remote-wait")
                .group(BLOCKED_FRAME, threads.names(BLOCKED_FRAME))
                .remedy("max.block.ms")
                .payload(REQUESTS, eventBytes(scale), 0);
    }
}
