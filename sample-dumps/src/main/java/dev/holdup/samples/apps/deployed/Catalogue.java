package dev.holdup.samples.apps.deployed;

import dev.holdup.samples.apps.EventBus;
import dev.holdup.samples.apps.Payload;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Has a catalogue in a static field, and listens to the server's events. It never unregisters: that is the leak.
public final class Catalogue extends HttpServlet implements Runnable {

    private static final long serialVersionUID = 1;

    private static byte[] articles = new byte[0];

    @Override
    public void init() {
        articles = Payload.ofBytes(Integer.parseInt(getInitParameter("bytes")));
        EventBus.register(this);
    }

    @Override
    public void run() {
        articles = articles.clone();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(Payload.sum(articles));
    }
}
