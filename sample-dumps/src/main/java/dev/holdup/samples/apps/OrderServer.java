package dev.holdup.samples.apps;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;

/// Takes orders over HTTP and logs each one before it answers, to a pipe that nobody reads.
///
/// Arguments: `logback|log4j|log4j1|jul|stdout`, the pipe, the most threads, bytes an order, bytes of the price list.
/// `GET /orders/N` needs the order, `GET /orders/N?prices=all` also the price list, which all such requests share;
/// with `?batch=B` the one of batch B.
public final class OrderServer {

    /// Makes a log line of some 400 bytes, as lines with a request's context have.
    static final String DETAILS =
            "customer=C-2044 session=none tenant=acme region=eu-central route=checkout version=7.3.1 "
                    + "features=[express,gift-wrap,loyalty] delivery=parcel-point payment=invoice "
                    + "remark=\"please ring twice, leave with the neighbours if nobody is at home\"";

    /// Open in both directions: the pipe has a reader, so writers are not turned away, and it never reads.
    @SuppressWarnings("unused") // held, not used
    private static @Nullable RandomAccessFile pipe;

    private OrderServer() {}

    public static void main(String... args) throws IOException, LifecycleException {
        pipe = new RandomAccessFile(args[1], "rw");
        OrderLog log = log(args[0]);
        Orders orders = new Orders(log, Integer.parseInt(args[3]), new PriceList(Integer.parseInt(args[4])));
        int port = start(orders, Path.of("").toAbsolutePath(), 0, Integer.parseInt(args[2]));
        Leash.say("PORT " + port);
        Leash.holdUntilReleased();
    }

    private static OrderLog log(String library) {
        return switch (library) {
            case "logback" -> new LogbackOrderLog();
            case "log4j" -> new Log4jOrderLog();
            case "log4j1" -> new Reload4jOrderLog();
            case "jul" -> new JulOrderLog();
            case "stdout" -> new StdoutOrderLog();
            default -> throw new IllegalArgumentException("there is no log " + library);
        };
    }

    /// Starts a Tomcat on a free port of the loopback interface.
    static int start(HttpServlet servlet, Path folder, int idleThreads, int mostThreads) throws LifecycleException {
        Registry.disableRegistry(); // no JMX, as Spring Boot has it: it would be a good part of a small heap
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", Integer.toString(mostThreads));
        connector.setProperty("minSpareThreads", Integer.toString(idleThreads));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "shop", servlet);
        context.addServletMapping("/orders/*", "shop");
        tomcat.start();
        return connector.getLocalPort();
    }

    /// The servlet; what a request needs is in its local variables and nowhere else.
    private static final class Orders extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient OrderLog log;
        private final transient PriceList priceList;
        private final transient Map<String, PriceList> batches = new ConcurrentHashMap<>();
        private final int orderBytes;

        Orders(OrderLog log, int orderBytes, PriceList priceList) {
            this.log = log;
            this.orderBytes = orderBytes;
            this.priceList = priceList;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] order = Payload.ofBytes(orderBytes);
            byte[] prices = prices(request);
            log.received(request.getPathInfo(), order.length);
            response.getWriter().print(Payload.sum(order) + Payload.sum(prices));
        }

        private byte[] prices(HttpServletRequest request) {
            String batch = request.getParameter("batch");
            if (batch != null) {
                return batches.computeIfAbsent(batch, name -> new PriceList(priceList.bytes()))
                        .current();
            }
            return "all".equals(request.getParameter("prices")) ? priceList.current() : new byte[0];
        }
    }
}
