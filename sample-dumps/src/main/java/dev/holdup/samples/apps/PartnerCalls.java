package dev.holdup.samples.apps;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/// Calls a partner that takes requests and never answers; all others wait for a connection to it.
///
/// Arguments: size of the pool, number of waiting requests, bytes a request.
public final class PartnerCalls {

    private PartnerCalls() {}

    public static void main(String... args) throws IOException, InterruptedException {
        int poolSize = Integer.parseInt(args[0]);
        int requests = Integer.parseInt(args[1]);
        int bytes = Integer.parseInt(args[2]);
        String partner = "http://127.0.0.1:" + Leash.ask("BACKEND") + "/stock";
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(poolSize)
                .setMaxConnTotal(poolSize)
                .build();
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMinutes(10))
                        .build())
                .build();
        Crowd.start("call", poolSize, number -> ask(client, partner));
        while (pool.getTotalStats().getLeased() < poolSize) {
            Thread.sleep(20);
        }
        Crowd.start("request", requests, number -> request(client, partner, bytes));
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static void request(CloseableHttpClient client, String partner, int bytes) throws IOException {
        byte[] body = Payload.ofBytes(bytes);
        Leash.say(ask(client, partner) + " " + Payload.sum(body));
    }

    private static int ask(CloseableHttpClient client, String partner) throws IOException {
        return client.execute(new HttpGet(partner), response -> response.getCode());
    }
}
