package dev.holdup.server.web;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/// Refuses a request that names its method twice. Javalin takes the one of this header; a proxy that lets through some
/// methods only sees the other.
final class PlainMethods implements HttpConfiguration.Customizer {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (request.getHeaders().contains(OVERRIDE)) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "two methods");
        }
        return request;
    }
}
