package dev.holdup.analysis.views;

import dev.holdup.analysis.heap.HeapClass;
import java.util.List;
import java.util.Optional;

/// How a part of a program is told by the class of its class loader.
///
/// @param loaderClass the loader's class or a superclass of it
/// @param kind in words
/// @param nameFields fields that lead from the loader to the part's name; empty if nothing there tells it
record ComponentKind(String loaderClass, String kind, List<String> nameFields) {
    /// The first that fits counts; several of one class are tried until one tells a name.
    private static final List<ComponentKind> ALL = List.of(
            kind(
                    "org.apache.catalina.loader.WebappClassLoaderBase",
                    "web application (Tomcat)",
                    "resources.context.name"),
            kind("org.apache.catalina.loader.WebappClassLoaderBase", "web application (Tomcat)", "contextName"),
            kind("org.apache.catalina.loader.WebappClassLoader", "web application (Tomcat)", "contextName"),
            kind("org.eclipse.jetty.webapp.WebAppClassLoader", "web application (Jetty)", "_name"),
            kind("org.eclipse.jetty.ee8.webapp.WebAppClassLoader", "web application (Jetty)", "_name"),
            kind("org.eclipse.jetty.ee9.webapp.WebAppClassLoader", "web application (Jetty)", "_name"),
            kind("org.eclipse.jetty.ee10.webapp.WebAppClassLoader", "web application (Jetty)", "_name"),
            kind("org.eclipse.jetty.ee11.webapp.WebAppClassLoader", "web application (Jetty)", "_name"),
            kind("org.jboss.modules.ModuleClassLoader", "module (JBoss, WildFly)", "module.name"),
            kind("org.jboss.modules.ModuleClassLoader", "module (JBoss, WildFly)", "module.identifier.name"),
            kind(
                    "org.eclipse.osgi.internal.loader.EquinoxClassLoader",
                    "OSGi bundle (Equinox)",
                    "delegate.wiring.revision.symbolicName"),
            kind(
                    "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader",
                    "OSGi bundle (Felix)",
                    "m_wiring.m_revision.m_symbolicName"),
            kind("org.springframework.boot.loader.LaunchedURLClassLoader", "Spring Boot application", ""),
            kind("org.springframework.boot.loader.launch.LaunchedClassLoader", "Spring Boot application", ""),
            kind(
                    "org.springframework.boot.devtools.restart.classloader.RestartClassLoader",
                    "Spring Boot application",
                    ""),
            kind("io.quarkus.bootstrap.runner.RunnerClassLoader", "Quarkus application", ""),
            kind("org.pf4j.PluginClassLoader", "plug-in (PF4J)", "pluginDescriptor.pluginId"),
            kind("com.intellij.ide.plugins.cl.PluginClassLoader", "plug-in (IntelliJ)", "pluginId.idString"),
            kind("org.codehaus.plexus.classworlds.realm.ClassRealm", "class realm (Maven)", "id"),
            kind("jdk.internal.loader.ClassLoaders$AppClassLoader", "class path", ""),
            kind("sun.misc.Launcher$AppClassLoader", "class path", ""),
            kind("jdk.internal.loader.ClassLoaders$PlatformClassLoader", ComponentKind.JDK, ""),
            kind("sun.misc.Launcher$ExtClassLoader", ComponentKind.JDK, ""));

    static final String JDK = "Java runtime";

    /// What else a loader may be: from Java 9 on it can have a name.
    static final ComponentKind NAMED = kind("java.lang.ClassLoader", "named class loader", "name");

    private static ComponentKind kind(String loaderClass, String kind, String nameFields) {
        return new ComponentKind(
                loaderClass, kind, nameFields.isEmpty() ? List.of() : List.of(nameFields.split("\\.")));
    }

    /// All that fit a loader of that class, the surest first.
    static List<ComponentKind> of(HeapClass loaderClass) {
        return ALL.stream().filter(kind -> loaderClass.isA(kind.loaderClass())).toList();
    }

    /// In words, such as `org.jboss.modules.ModuleClassLoader.module.name`.
    String knownBy() {
        return loaderClass
                + Optional.of(String.join(".", nameFields))
                        .filter(fields -> !fields.isEmpty())
                        .map(fields -> "." + fields)
                        .orElse("");
    }
}
