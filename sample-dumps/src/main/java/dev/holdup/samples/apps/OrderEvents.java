package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends an event for each order to a Kafka that is not there.
///
/// Arguments: number of requests, bytes an event.
public final class OrderEvents {

    /// Nobody listens there.
    private static final String NO_BROKER = "127.0.0.1:1";

    private OrderEvents() {}

    public static void main(String... args) throws IOException {
        int requests = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                NO_BROKER,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ReportShop.WAIT_MILLIS);
        Producer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        Crowd.start("request", requests, number -> send(producer, "order-" + number, Payload.ofBytes(bytes)));
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static void send(Producer<String, byte[]> producer, String order, byte[] event)
            throws InterruptedException, ExecutionException {
        Leash.say("sent to "
                + producer.send(new ProducerRecord<>("orders", order, event)).get());
    }
}
