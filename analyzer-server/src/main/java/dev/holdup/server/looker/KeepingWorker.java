package dev.holdup.server.looker;

import dev.holdup.analysis.HeapKeeping;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.unpack.UnpackLimits;
import dev.holdup.worker.ShownNames;
import dev.holdup.worker.WorkerLine;
import dev.holdup.worker.WorkerLines;
import dev.holdup.worker.WorkerRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Analyses the heap dump of one incident, keeps it in a folder beside its inputs, and ends as the worker of an
/// analysis does.
public final class KeepingWorker {
    /// System property with the fingerprint that the kept heap gets.
    public static final String FINGERPRINT = "holdup.fingerprint";

    private static final int COPIED_AT_ONCE = 1 << 20;

    private KeepingWorker() {}

    public static void main(String[] arguments) {
        WorkerLines.endWithInput();
        WorkerRequest request = WorkerRequest.of(arguments);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(request, out));
    }

    private static int run(WorkerRequest request, PrintStream out) {
        UnpackLimits.limitThreads(request.threads());
        try (OpenDumps dumps = DumpReader.openAll(
                request.inputs().stream().map(WorkerRequest.Input::file).toList(),
                UnpackLimits.ofSystemProperties().within(request.memoryBytes()))) {
            HeapDump dump = dumps.heap();
            if (dump == null) {
                return failed("The incident has no heap dump to look into.", request, out);
            }
            KeptFolder folder =
                    new KeptFolder(Files.createDirectory(request.folder().resolve(KeptFolder.IN_WORK)));
            new HeapKeeping(request.threads(), new MemoryLimit(request.memoryBytes()))
                    .keep(dump, System.getProperty(FINGERPRINT, ""), folder.heap(), WorkerLines.progress(out));
            keepDump(dump, request, folder.dump());
            return 0;
        } catch (MalformedDumpException unusable) {
            return failed(String.valueOf(unusable.getMessage()), request, out);
        } catch (IOException unwritable) {
            return failed("The heap cannot be kept: " + unwritable.getMessage(), request, out);
        }
    }

    private static int failed(String sentence, WorkerRequest request, PrintStream out) {
        out.println(new WorkerLine.Failed(ShownNames.of(request.inputs()).in(sentence)).text());
        return WorkerLines.UNREADABLE;
    }

    private static void keepDump(HeapDump dump, WorkerRequest request, Path place) throws IOException {
        for (WorkerRequest.Input input : request.inputs()) {
            if (isOf(dump, input.file())) {
                try {
                    Files.createLink(place, input.file());
                    return;
                } catch (UnsupportedOperationException | IOException noLinks) {
                    break;
                }
            }
        }
        try (FileChannel out = FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            HeapBytes bytes = dump.bytes();
            for (long at = 0; at < bytes.size(); at += COPIED_AT_ONCE) {
                ByteBuffer part = bytes.window(at, Math.min(COPIED_AT_ONCE, bytes.size() - at));
                while (part.hasRemaining()) {
                    out.write(part);
                }
            }
        }
    }

    /// Whether the file is the dump, byte by byte.
    private static boolean isOf(HeapDump dump, Path file) throws IOException {
        HeapBytes bytes = dump.bytes();
        if (Files.size(file) != bytes.size()) {
            return false;
        }
        ByteBuffer read = ByteBuffer.allocateDirect(COPIED_AT_ONCE);
        try (FileChannel in = FileChannel.open(file)) {
            for (long at = 0; at < bytes.size(); at += read.limit()) {
                read.clear();
                while (read.hasRemaining() && in.read(read) >= 0) {
                    // Until the buffer is full or the file ends.
                }
                read.flip();
                if (!read.hasRemaining() || !read.equals(bytes.window(at, read.limit()))) {
                    return false;
                }
            }
        }
        return true;
    }
}
