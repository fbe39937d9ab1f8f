package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.OwnerFields;
import dev.holdup.analysis.findings.HeapOffHeap.OpenFile;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Descriptors of files that are open, by path. A descriptor that a stream shares with its channel counts once.
final class OpenFiles {
    static final String INPUT = "java.io.FileInputStream";
    static final String OUTPUT = "java.io.FileOutputStream";
    static final String RANDOM = "java.io.RandomAccessFile";
    static final String CHANNEL = "sun.nio.ch.FileChannelImpl";
    static final String ZIP_SOURCE = "java.util.zip.ZipFile$Source";
    /// Whoever knows the path first.
    private static final List<String> CLASSES = List.of(RANDOM, INPUT, OUTPUT, CHANNEL);

    /// Standard input, output and error.
    private static final int LAST_STANDARD = 2;

    private static final int MOST_OWNERS = 200;

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final HiddenText hidden;
    private final OwnerFields owners;

    private record File(String path, String use) {}

    private static final class Sum {
        private final ObjectRecord first;
        private long descriptors;

        Sum(ObjectRecord first) {
            this.first = first;
        }
    }

    OpenFiles(HeapGraph heap, HiddenText hidden, OwnerFields owners) {
        this.heap = heap;
        this.reader = heap.reader();
        this.hidden = hidden;
        this.owners = owners;
    }

    /// All files, those with the most descriptors first.
    List<OpenFile> find(Noted noted) {
        Set<Long> zips = new HashSet<>();
        noted.of(ZIP_SOURCE).forEach(source -> zips.add(reader.reference(source, "zfile")));
        List<ObjectRecord> all = new ArrayList<>();
        CLASSES.forEach(className -> all.addAll(noted.of(className)));
        reader.findAll(
                all.stream().map(object -> reader.reference(object, "fd")).toList());
        Set<Long> counted = new HashSet<>();
        Map<File, Sum> sums = new TreeMap<>(Comparator.comparing(File::path).thenComparing(File::use));
        for (ObjectRecord object : all) {
            ObjectRecord descriptor = reader.follow(object, "fd");
            String path = path(object);
            if (descriptor == null || !isOpen(descriptor, path) || !counted.add(descriptor.address())) {
                continue;
            }
            File file = new File(hidden.path(path), zips.contains(object.address()) ? "zip" : use(object));
            sums.computeIfAbsent(file, fresh -> new Sum(object)).descriptors++;
        }
        List<OpenFile> found = new ArrayList<>();
        sums.forEach((file, sum) -> found.add(new OpenFile(
                file.path(),
                file.use(),
                sum.descriptors,
                found.size() < MOST_OWNERS
                        ? owners.of(heap.objects().indexOf(sum.first.address()))
                        : "not looked at")));
        found.sort(Comparator.comparingLong(OpenFile::descriptors)
                .reversed()
                .thenComparing(OpenFile::path)
                .thenComparing(OpenFile::use));
        return found;
    }

    private @Nullable String path(ObjectRecord object) {
        return reader.text(reader.reference(object, "path"));
    }

    /// Sockets of JDK 8 are streams of files, too, without a path.
    private boolean isOpen(ObjectRecord descriptor, @Nullable String path) {
        long number = reader.integer(descriptor, "fd", -1);
        long handle = reader.integer(descriptor, "handle", -1);
        return path == null
                ? number > LAST_STANDARD && handle <= 0 && !isSocket(descriptor)
                : number >= 0 || handle > 0;
    }

    private boolean isSocket(ObjectRecord descriptor) {
        ObjectRecord parent = reader.follow(descriptor, "parent");
        return parent != null && parent.heapClass().name().startsWith("java.net.");
    }

    private String use(ObjectRecord object) {
        if (object.heapClass().isA(INPUT)) {
            return "read";
        }
        if (object.heapClass().isA(OUTPUT)) {
            return "written";
        }
        boolean writes = reader.integer(object, "rw", 0) != 0 || reader.integer(object, "writable", 0) != 0;
        boolean reads = reader.integer(object, "readable", 1) != 0;
        return !writes ? "read" : reads ? "read and written" : "written";
    }
}
