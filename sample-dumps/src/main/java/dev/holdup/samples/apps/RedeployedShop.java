package dev.holdup.samples.apps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;

/// A Tomcat whose one web application is deployed again and again, and stays in memory each time.
///
/// Arguments: how many times it is deployed, bytes of its catalogue.
public final class RedeployedShop {

    /// Loaded by the web application's loader only: this class must not name it as a type.
    private static final String SERVLET = "dev.holdup.samples.apps.deployed.Catalogue";

    private RedeployedShop() {}

    public static void main(String... args) throws IOException, LifecycleException {
        int deployments = Integer.parseInt(args[0]);
        Path folder = Path.of("shop").toAbsolutePath();
        copyClass(folder.resolve("WEB-INF/classes"));
        Registry.disableRegistry();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Path.of("").toAbsolutePath().toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.start();
        for (int i = 1; i < deployments; i++) {
            tomcat.getHost().removeChild(deploy(tomcat, folder, args[1]));
        }
        deploy(tomcat, folder, args[1]);
        Leash.say("PORT " + connector.getLocalPort());
        Leash.holdUntilReleased();
    }

    private static Context deploy(Tomcat tomcat, Path folder, String bytes) {
        Context context = new StandardContext();
        context.setPath("/shop");
        context.setDocBase(folder.toString());
        context.addLifecycleListener(new Tomcat.FixContextListener());
        Wrapper servlet = Tomcat.addServlet(context, "catalogue", SERVLET);
        servlet.addInitParameter("bytes", bytes);
        servlet.setLoadOnStartup(1);
        context.addServletMapping("/*", "catalogue");
        tomcat.getHost().addChild(context);
        return context;
    }

    private static void copyClass(Path classes) throws IOException {
        String name = SERVLET.replace('.', '/') + ".class";
        Path target = classes.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = RedeployedShop.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            Files.copy(in, target);
        }
    }
}
