package dev.holdup.server.web;

import dev.holdup.report.RecordJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what is no HTTP, or is turned down before any route is looked for: as a problem like all others, without a
/// word of what went wrong inside.
final class JettyErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused
                ? refused.getCode()
                : response.getStatus();
        Problem.Body body = body(status);
        response.setStatus(body.status());
        SafeHeaders.VALUE_BY_NAME.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        if (status == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "60");
        }
        response.write(true, ByteBuffer.wrap(RecordJson.of(body).getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static Problem.Body body(int status) {
        return switch (status) {
            case 408 -> Problem.body(408, "too-slow", "The request took too long to arrive: send it again.");
            case 414 -> Problem.body(414, "address-too-long", "The address is too long.");
            case 431 -> Problem.body(431, "headers-too-large", "The headers are too large.");
            case 503 -> Problem.body(503, "stopping", "The server is stopping or starting: try again.");
            case 505 -> Problem.body(505, "http-version", "This server speaks HTTP/1.1.");
            default ->
                status >= 400 && status < 500
                        ? Problem.body(status, "bad-request", "This is no request that the server understands.")
                        : Problem.body(500, "internal-error", "This is a bug in holdup; the server's log tells more.");
        };
    }
}
