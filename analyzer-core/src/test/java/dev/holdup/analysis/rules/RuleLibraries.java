package dev.holdup.analysis.rules;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Class files of the libraries that rules name: jars that the build has put into `target/rule-libraries`, and the
/// modules of JDK 17 and 25.
final class RuleLibraries implements AutoCloseable {
    private static final Path JARS = Path.of("target/rule-libraries");
    private static final List<String> MODULES = List.of(
            "java.base", "java.logging", "java.net.http", "java.naming", "java.rmi", "java.desktop", "jdk.httpserver");

    private static final List<String> COLLECTIONS = List.of(
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer");

    /// What a class file declares.
    ///
    /// @param superclass internal name; empty for none
    /// @param fields descriptors by name
    record Declared(String superclass, boolean isInterface, Set<String> methods, Map<String, String> fields) {}

    /// Finds class files by their path in a jar or module.
    private interface Place {
        byte @Nullable [] read(String path) throws IOException;
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Closeable> open = new ArrayList<>();
    private final Map<String, Optional<Declared>> known = new HashMap<>();
    private final Map<String, Set<String>> fieldsByJar = new HashMap<>();

    /// @param jdk17 left out if absent
    static RuleLibraries open(Optional<Path> jdk17) throws IOException {
        RuleLibraries libraries = new RuleLibraries();
        if (Files.isDirectory(JARS)) {
            try (Stream<Path> jars = Files.list(JARS)) {
                for (Path jar : jars.sorted().toList()) {
                    libraries.addJar(jar);
                }
            }
        }
        libraries.addJdk("jdk:25", FileSystems.getFileSystem(URI.create("jrt:/")));
        if (jdk17.isPresent()) {
            FileSystem modules = FileSystems.newFileSystem(
                    URI.create("jrt:/"), Map.of("java.home", jdk17.get().toString()));
            libraries.open.add(modules);
            libraries.addJdk("jdk:17", modules);
        }
        return libraries;
    }

    /// By name of the jar, or `jdk:17` and `jdk:25`; ordered.
    Set<String> names() {
        return places.keySet();
    }

    /// What the class of that name declares in one library; empty if it is not there.
    Optional<Declared> find(String library, String className) {
        return known.computeIfAbsent(library + " " + className, key -> {
            Place place = places.get(library);
            try {
                byte[] bytes = place == null ? null : place.read(className.replace('.', '/') + ".class");
                return bytes == null ? Optional.empty() : Optional.of(declared(bytes));
            } catch (IOException damaged) {
                throw new AssertionError(library + " cannot be read", damaged);
            }
        });
    }

    /// Whether any class of the jars among those libraries, or one of the JDK's collections, declares a field of that
    /// name.
    boolean anyDeclares(Set<String> among, String field) throws IOException {
        for (String library : among) {
            if (!library.startsWith("jdk:") && fieldsOf(library).contains(field)) {
                return true;
            }
        }
        return COLLECTIONS.stream()
                .flatMap(name -> find("jdk:25", name).stream())
                .anyMatch(declared -> declared.fields().containsKey(field));
    }

    private Set<String> fieldsOf(String jar) throws IOException {
        Set<String> fields = fieldsByJar.get(jar);
        if (fields == null) {
            fields = new HashSet<>();
            try (ZipFile zip = new ZipFile(JARS.resolve(jar).toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (entry.getName().endsWith(".class")
                            && !entry.getName().startsWith("META-INF")
                            && !entry.getName().contains("module-info")) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            fields.addAll(declared(in.readAllBytes()).fields().keySet());
                        }
                    }
                }
            }
            fieldsByJar.put(jar, fields);
        }
        return fields;
    }

    private void addJar(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        open.add(zip);
        places.put(jar.getFileName().toString(), path -> {
            ZipEntry entry = zip.getEntry(path);
            if (entry == null) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return in.readAllBytes();
            }
        });
    }

    private void addJdk(String name, FileSystem modules) {
        places.put(name, path -> {
            for (String module : MODULES) {
                Path file = modules.getPath("/modules", module, path);
                if (Files.exists(file)) {
                    return Files.readAllBytes(file);
                }
            }
            return null;
        });
    }

    private static Declared declared(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        Map<String, String> fields = new TreeMap<>();
        for (FieldModel field : model.fields()) {
            fields.put(field.fieldName().stringValue(), field.fieldType().stringValue());
        }
        return new Declared(
                model.superclass().map(name -> name.asInternalName()).orElse(""),
                model.flags().has(java.lang.reflect.AccessFlag.INTERFACE),
                model.methods().stream()
                        .map(method -> method.methodName().stringValue())
                        .collect(Collectors.toSet()),
                fields);
    }

    static Optional<Path> homeOf17() throws IOException {
        Path root = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.filter(home -> home.getFileName().toString().contains("17"))
                    .filter(home ->
                            Files.exists(home.resolve("lib/modules")) && Files.exists(home.resolve("lib/jrt-fs.jar")))
                    .sorted()
                    .findFirst();
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable resource : open) {
            resource.close();
        }
    }
}
