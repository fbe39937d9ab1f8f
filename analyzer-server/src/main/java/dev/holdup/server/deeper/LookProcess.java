package dev.holdup.server.deeper;

import dev.holdup.analysis.look.LookQuery;
import dev.holdup.server.looker.KeptFolder;
import dev.holdup.server.looker.LookAnswer;
import dev.holdup.server.looker.LookingWorker;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// One kept heap, open in a process of its own.
final class LookProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_ASKED_AT_ONCE = 16;

    private final Process process;
    private final DataOutputStream questions;
    private final Map<Integer, CompletableFuture<LookAnswer>> askedByNumber = new ConcurrentHashMap<>();
    private final CompletableFuture<LookAnswer> opened = new CompletableFuture<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Semaphore places = new Semaphore(MOST_ASKED_AT_ONCE);
    private volatile long usedAt = System.nanoTime();

    private LookProcess(Process process) {
        this.process = process;
        this.questions = new DataOutputStream(process.getOutputStream());
        askedByNumber.put(0, opened);
        Thread.ofVirtual().name("look").start(this::listen);
    }

    static LookProcess start(KeptFolder folder) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                System.getProperty("java.class.path"),
                LookingWorker.class.getName(),
                folder.path().toString());
        return new LookProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private void listen() {
        try (DataInputStream answers = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                int number = answers.readInt();
                LookAnswer answer = LookAnswer.read(answers);
                CompletableFuture<LookAnswer> asked = askedByNumber.remove(number);
                if (asked != null) {
                    asked.complete(answer);
                }
            }
        } catch (IOException ended) {
            process.destroyForcibly();
            opened.completeExceptionally(ended);
            askedByNumber.values().forEach(asked -> asked.completeExceptionally(ended));
        }
    }

    /// @return [LookAnswer.Kind#UNUSABLE] too, if it could not be opened
    LookAnswer ask(LookQuery query) throws LookFailure, InterruptedException {
        usedAt = System.nanoTime();
        if (!places.tryAcquire()) {
            throw new LookFailure(LookFailure.Reason.BUSY, "Too many look into this heap at once: ask again.");
        }
        try {
            LookAnswer open = await(opened);
            if (open.kind() != LookAnswer.Kind.ANSWER) {
                return open;
            }
            int number = numbers.incrementAndGet();
            CompletableFuture<LookAnswer> asked = new CompletableFuture<>();
            askedByNumber.put(number, asked);
            synchronized (questions) {
                questions.writeInt(number);
                questions.writeUTF(query.line());
                questions.flush();
            }
            if (!process.isAlive()) {
                throw broken();
            }
            return await(asked);
        } catch (IOException gone) {
            throw broken();
        } finally {
            places.release();
            usedAt = System.nanoTime();
        }
    }

    private LookAnswer await(CompletableFuture<LookAnswer> asked) throws LookFailure, InterruptedException {
        try {
            return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            close();
            throw new LookFailure(LookFailure.Reason.BUSY, "That takes too long to find out.");
        } catch (ExecutionException ended) {
            throw broken();
        }
    }

    private static LookFailure broken() {
        return new LookFailure(LookFailure.Reason.BROKEN, "What looked into the heap ended: ask again.");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As [System#nanoTime()] counts.
    long usedAt() {
        return usedAt;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
