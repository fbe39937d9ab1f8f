package dev.holdup.server.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// In a bucket. What arrives lies in the server's folder first, and a thread moves it from there: no sender and no
/// analysis waits for the bucket, and while that is away, the folder keeps what comes.
///
/// The same thread deletes, so nothing is ever written and deleted at once. What a killed server did not come to, the
/// next one finds: files to be moved in the folder, objects to be deleted by their missing rows.
public final class BucketDepot implements Depot {
    private static final Logger LOG = System.getLogger(BucketDepot.class.getName());
    private static final String MARK = "holdup.id";
    private static final String CONTENTS = "contents/";
    private static final String REPORTS = "reports/";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int BUFFER_BYTES = 1 << 17;

    private final DataFolder folder;
    private final FolderDepot local;
    private final Bucket bucket;
    private final Room room;
    /// What objects to be deleted begin with; guarded by this.
    private final Set<String> doomed = new LinkedHashSet<>();

    private final Semaphore awake = new Semaphore(0);
    private final Thread mover = Thread.ofPlatform().name("bucket").unstarted(this::move);
    private volatile boolean closed;

    private BucketDepot(DataFolder folder, Bucket bucket, Room room) {
        this.folder = folder;
        this.local = new FolderDepot(folder);
        this.bucket = bucket;
        this.room = room;
    }

    /// @throws IOException if the bucket cannot be used
    public static BucketDepot at(BucketAddress address, DataFolder folder, Room room) throws IOException {
        return new BucketDepot(folder, Bucket.at(address), room);
    }

    private static String content(String sha256) {
        return CONTENTS + sha256.substring(0, 2) + "/" + sha256;
    }

    private static String report(String name) {
        return REPORTS + name + "/";
    }

    @Override
    public void arrive(Path file, String sha256) throws IOException {
        synchronized (this) {
            doomed.remove(content(sha256));
            local.arrive(file, sha256);
        }
        awake.release();
    }

    @Override
    public OptionalLong sizeOf(String sha256) throws IOException {
        OptionalLong here = local.sizeOf(sha256);
        if (here.isPresent()) {
            return here;
        }
        synchronized (this) {
            if (doomed.contains(content(sha256))) {
                return OptionalLong.empty();
            }
        }
        return bucket.size(content(sha256));
    }

    /// What comes from the bucket is checked by its hash.
    @Override
    public void fetch(String sha256, long bytes, Path to, BooleanSupplier wanted) throws IOException, NoRoomException {
        try {
            local.fetch(sha256, bytes, to, wanted);
            return;
        } catch (NoSuchFileException moved) {
            // Then it is in the bucket.
        }
        room.checkCopy(bytes);
        Sha256 hash = new Sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW);
                InputStream in = bucket.open(content(sha256))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (closed || !wanted.getAsBoolean()) {
                    throw new InterruptedIOException("not wanted any longer");
                }
                out.write(buffer, 0, read);
                hash.add(buffer, read);
            }
        } catch (NoSuchFileException | FileAlreadyExistsException | InterruptedIOException told) {
            throw told;
        } catch (IOException broken) {
            throw new StoreAwayException("a file could not be fetched: " + broken.getMessage(), broken);
        }
        if (!hash.hex().equals(sha256)) {
            throw new IOException("the object " + content(sha256) + " is damaged: its content has another hash");
        }
    }

    @Override
    public void deleteContent(String sha256) throws IOException {
        synchronized (this) {
            local.deleteContent(sha256);
            doomed.add(content(sha256));
        }
        awake.release();
    }

    @Override
    public void arriveReport(Path files, String name) throws IOException {
        local.arriveReport(files, name);
        awake.release();
    }

    @Override
    public byte[] report(String name, String file) throws IOException {
        try {
            return local.report(name, file);
        } catch (NoSuchFileException moved) {
            try (InputStream in = bucket.open(report(name) + file)) {
                return in.readAllBytes();
            }
        }
    }

    @Override
    public void deleteReport(String name) throws IOException {
        synchronized (this) {
            local.deleteReport(name);
            doomed.add(report(name));
        }
        awake.release();
    }

    @Override
    public void claim(String installation, boolean isKnown) throws IOException {
        local.claim(installation, isKnown);
        try (InputStream in = bucket.open(MARK)) {
            if (!new String(in.readNBytes(100), StandardCharsets.UTF_8).strip().equals(installation)) {
                throw new IOException("what is in the bucket there belongs to another database");
            }
        } catch (NoSuchFileException unclaimed) {
            if (!bucket.names(CONTENTS).isEmpty() || !bucket.names(REPORTS).isEmpty()) {
                throw new IOException("what is in the bucket there belongs to nobody known: take another prefix");
            }
            bucket.put(MARK, (installation + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void sweep(Set<String> contents, Set<String> reports) throws IOException {
        local.sweep(contents, reports);
        bucket.abortLeft();
        for (String name : bucket.names(CONTENTS)) {
            if (!contents.contains(name.substring(name.lastIndexOf('/') + 1))) {
                bucket.delete(name);
            }
        }
        for (String name : bucket.names(REPORTS)) {
            if (!reports.contains(
                    name.substring(REPORTS.length(), Math.max(REPORTS.length(), name.lastIndexOf('/'))))) {
                bucket.delete(name);
            }
        }
    }

    @Override
    public void start() {
        mover.start();
    }

    private void move() {
        Duration pause = FIRST_PAUSE;
        boolean isAway = false;
        while (!closed) {
            try {
                deleteDoomed();
                moveContents();
                moveReports();
                if (isAway) {
                    LOG.log(Level.INFO, "The bucket answers again.");
                }
                isAway = false;
                pause = FIRST_PAUSE;
            } catch (IOException | UncheckedIOException | CompletionException failed) {
                if (!isAway && !closed) {
                    LOG.log(
                            Level.WARNING,
                            "Files stay in the folder until the bucket takes them: {0}",
                            failed.getMessage());
                }
                isAway = true;
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "moving files to the bucket failed", bug);
                isAway = true;
                pause = LONGEST_PAUSE;
            }
            if (closed) {
                return;
            }
            try {
                if (isAway) {
                    Thread.sleep(pause);
                } else {
                    awake.tryAcquire(LONGEST_PAUSE.toSeconds(), TimeUnit.SECONDS);
                }
                awake.drainPermits();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void deleteDoomed() throws IOException {
        List<String> all;
        synchronized (this) {
            all = List.copyOf(doomed);
        }
        for (String beginning : all) {
            for (String name : beginning.endsWith("/") ? bucket.names(beginning) : List.of(beginning)) {
                bucket.delete(name);
            }
            synchronized (this) {
                doomed.remove(beginning);
            }
        }
    }

    private void moveContents() throws IOException {
        for (Path part : DataFolder.entries(folder.contents())) {
            for (Path file : DataFolder.entries(part)) {
                if (closed) {
                    return;
                }
                try {
                    String name = content(String.valueOf(file.getFileName()));
                    OptionalLong there = bucket.size(name);
                    if (there.isEmpty() || there.getAsLong() != Files.size(file)) {
                        bucket.put(name, file);
                    }
                    Files.deleteIfExists(file);
                } catch (NoSuchFileException deleted) {
                    // Meanwhile; its object is doomed.
                } catch (UncheckedIOException deleted) {
                    if (!(deleted.getCause() instanceof NoSuchFileException)) {
                        throw deleted;
                    }
                }
            }
        }
    }

    private void moveReports() throws IOException {
        for (Path report : DataFolder.entries(folder.reports())) {
            try {
                for (Path file : DataFolder.entries(report)) {
                    if (closed) {
                        return;
                    }
                    bucket.put(report(String.valueOf(report.getFileName())) + file.getFileName(), file);
                }
                DataFolder.deleteAll(report);
            } catch (NoSuchFileException deleted) {
                // Meanwhile; its objects are doomed.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        mover.interrupt();
        try {
            if (mover.isAlive()) {
                mover.join(Duration.ofSeconds(20));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        bucket.close();
    }
}
