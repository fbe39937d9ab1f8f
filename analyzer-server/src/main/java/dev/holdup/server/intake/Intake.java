package dev.holdup.server.intake;

import dev.holdup.server.content.Checksum;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.content.PartialFile;
import dev.holdup.server.content.Room;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.IncidentStore;
import dev.holdup.server.store.RandomId;
import dev.holdup.server.store.Upload;
import dev.holdup.server.store.UploadStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes files in, in one go or in parts, and removes them.
///
/// The steps of an upload's end, each of which may be the last before the power goes: all bytes are on disk; the row
/// gets their hash; the file moves among the contents; the row becomes a file of the incident. [Recovery] goes on after
/// any of them.
public final class Intake {
    private final DataFolder folder;
    private final Depot depot;
    private final Room room;
    private final UploadStore uploads;
    private final IncidentStore incidents;
    private final Duration settle;
    private final Arrivals arrivals;
    private final ConcurrentHashMap<String, Reception> receptionById = new ConcurrentHashMap<>();
    /// Contents are added and removed by one thread at a time, files and rows together.
    private final ReentrantLock contents = new ReentrantLock();

    /// Told after an incident has got a file.
    @FunctionalInterface
    public interface Arrivals {
        void arrived(String incidentId);
    }

    /// @param settle how long an incident waits for more files before it is analysed
    public Intake(
            DataFolder folder,
            Depot depot,
            Room room,
            UploadStore uploads,
            IncidentStore incidents,
            Duration settle,
            Arrivals arrivals) {
        this.folder = folder;
        this.depot = depot;
        this.room = room;
        this.uploads = uploads;
        this.incidents = incidents;
        this.settle = settle;
        this.arrivals = arrivals;
    }

    /// What became of a part of an upload.
    public sealed interface Received {
        /// @param offset up to where bytes are there
        record Upto(long offset) implements Received {}

        /// The part begins elsewhere than where the last one ended.
        record WrongOffset(long offset) implements Received {}

        /// The part does not have its checksum; it is not kept.
        record WrongChecksum(long offset) implements Received {}

        /// Another request is sending to it.
        record Busy() implements Received {}

        /// There is none, or not any longer.
        record Unknown() implements Received {}
    }

    /// Begins an upload of so many bytes.
    public Upload begin(String incidentId, String name, long bytes) throws IOException, NoRoomException {
        room.check(bytes, bytesOf(incidentId), bytesToCome());
        Upload upload = uploads.begin(incidentId, name, bytes, true);
        if (bytes == 0) {
            append(upload.id(), 0, InputStream.nullInputStream(), null);
        }
        return upload;
    }

    private long bytesOf(String incidentId) {
        return uploads.readableFilesOf(incidentId).stream()
                        .mapToLong(DumpFile::bytes)
                        .sum()
                + uploads.openOf(incidentId).stream().mapToLong(Upload::bytes).sum();
    }

    private long bytesToCome() throws IOException {
        long bytes = 0;
        for (Upload upload : uploads.open()) {
            bytes += Math.max(0, upload.bytes() - PartialFile.lengthOf(partial(upload.id())));
        }
        return bytes;
    }

    public Optional<Upload> find(String uploadId) {
        return uploads.find(uploadId);
    }

    /// Up to where bytes are there.
    public long offset(Upload upload) throws IOException {
        if (upload.isFinished()) {
            return upload.bytes();
        }
        Reception open = receptionById.get(upload.id());
        PartialFile partial = open == null ? null : open.partial;
        if (partial != null) {
            return partial.offset();
        }
        return PartialFile.lengthOf(partial(upload.id()));
    }

    /// Adds a part at its end; the last one makes it a file of the incident.
    public Received append(String uploadId, long offset, InputStream in, @Nullable Checksum checksum)
            throws IOException, NoRoomException {
        Optional<Upload> found = uploads.find(uploadId);
        if (found.isEmpty()) {
            return new Received.Unknown();
        }
        Upload upload = found.get();
        if (upload.isFinished()) {
            return offset == upload.bytes() ? new Received.Upto(offset) : new Received.WrongOffset(upload.bytes());
        }
        Reception reception = receptionById.computeIfAbsent(uploadId, _ -> new Reception());
        if (!reception.lock.tryLock()) {
            return new Received.Busy();
        }
        try {
            return receive(upload, reception, offset, in, checksum);
        } finally {
            reception.lock.unlock();
        }
    }

    private Received receive(
            Upload upload, Reception reception, long offset, InputStream in, @Nullable Checksum checksum)
            throws IOException, NoRoomException {
        PartialFile partial = reception.partial;
        if (partial == null) {
            partial = PartialFile.open(partial(upload.id()));
            reception.partial = partial;
        }
        if (partial.offset() != offset) {
            return new Received.WrongOffset(partial.offset());
        }
        InputStream touching = new TouchingStream(in, () -> uploads.touch(upload.id()));
        if (checksum == null) {
            partial.append(touching, upload.bytes(), room);
        } else if (!partial.appendVerified(touching, upload.bytes(), room, checksum)) {
            return new Received.WrongChecksum(partial.offset());
        }
        if (partial.offset() == upload.bytes()) {
            receptionById.remove(upload.id());
            if (!finish(upload, partial.sha256())) {
                return new Received.Unknown();
            }
        }
        return new Received.Upto(partial.offset());
    }

    /// From all bytes being there to a file of the incident; may be called again after any interruption.
    ///
    /// @return false if the incident was deleted meanwhile: then nothing is kept
    boolean finish(Upload upload, String sha256) throws IOException {
        uploads.complete(upload.id(), sha256);
        contents.lock();
        try {
            Path file = partial(upload.id());
            if (uploads.find(upload.id()).isEmpty()) {
                PartialFile.delete(file);
                return false;
            }
            OptionalLong bytes;
            if (Files.exists(file)) {
                bytes = OptionalLong.of(Files.size(file));
                depot.arrive(file, sha256);
            } else {
                // It arrived before an interruption.
                bytes = depot.sizeOf(sha256);
            }
            uploads.finish(
                    upload.id(), bytes.orElseThrow(() -> new IOException("the upload's file is gone")), sha256, settle);
        } finally {
            contents.unlock();
        }
        arrivals.arrived(upload.incidentId());
        return true;
    }

    /// Takes a whole file in one go. If the sender breaks off, nothing of it is kept.
    ///
    /// @param bytes as announced; -1 if not
    public DumpFile take(String incidentId, String name, long bytes, InputStream in)
            throws IOException, NoRoomException {
        long taken = bytesOf(incidentId);
        room.check(Math.max(0, bytes), taken, bytesToCome());
        Path file = folder.uploads().resolve("whole-" + RandomId.next());
        Upload upload = uploads.begin(incidentId, name, Math.max(0, bytes), false);
        try {
            PartialFile whole = PartialFile.open(file);
            long limit = Math.min(room.fileBytes(), room.incidentBytes() - taken);
            if (whole.append(new TouchingStream(in, () -> uploads.touch(upload.id())), limit, room)) {
                room.checkSize(limit + 1, taken);
            }
            if (bytes >= 0 && whole.offset() != bytes) {
                throw new IOException("the sender broke off");
            }
            Files.move(file, partial(upload.id()));
            finish(upload, whole.sha256());
            return uploads.filesOf(incidentId).stream()
                    .filter(each -> each.name().equals(name) && each.sha256().equals(whole.sha256()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the incident was deleted"));
        } finally {
            PartialFile.delete(file);
            if (uploads.find(upload.id()).filter(Upload::isFinished).isEmpty()) {
                uploads.remove(upload.id());
            }
        }
    }

    /// Ends an upload and removes what has come of it.
    public Received cancel(String uploadId) throws IOException {
        Optional<Upload> found = uploads.find(uploadId);
        if (found.isEmpty() || found.get().isFinished()) {
            return new Received.Unknown();
        }
        Reception reception = receptionById.computeIfAbsent(uploadId, _ -> new Reception());
        if (!reception.lock.tryLock()) {
            return new Received.Busy();
        }
        try {
            uploads.remove(uploadId);
            PartialFile.delete(partial(uploadId));
            receptionById.remove(uploadId);
            return new Received.Upto(0);
        } finally {
            reception.lock.unlock();
        }
    }

    /// Makes files of uploads of which every byte is there, but that were interrupted before: by the server's end or by
    /// a database that was away.
    public void finishComplete() throws IOException {
        for (Upload upload : uploads.open()) {
            Reception reception = receptionById.computeIfAbsent(upload.id(), _ -> new Reception());
            if (!reception.lock.tryLock()) {
                continue;
            }
            try {
                String sha256 = completeHash(upload);
                if (sha256 != null) {
                    receptionById.remove(upload.id());
                    finish(upload, sha256);
                }
            } finally {
                reception.lock.unlock();
            }
        }
    }

    /// @return null if bytes are missing
    private @Nullable String completeHash(Upload upload) throws IOException {
        Path file = partial(upload.id());
        String sha256 = upload.sha256();
        if (sha256 != null && (Files.exists(file) || depot.sizeOf(sha256).isPresent())) {
            return sha256;
        }
        if (Files.exists(file) && PartialFile.lengthOf(file) == upload.bytes()) {
            PartialFile partial = PartialFile.open(file);
            return partial.offset() == upload.bytes() ? partial.sha256() : null;
        }
        return null;
    }

    /// Told which contents nobody has any longer.
    public interface Release {
        Optional<List<String>> release();
    }

    /// Deletes contents that are given up, with nothing arriving in between.
    ///
    /// @return false if nothing was given up
    public boolean letGo(Release release) throws IOException {
        contents.lock();
        try {
            Optional<List<String>> unused = release.release();
            for (String hash : unused.orElse(List.of())) {
                depot.deleteContent(hash);
            }
            return unused.isPresent();
        } finally {
            contents.unlock();
        }
    }

    /// Removes an incident with all that is on disk because of it alone.
    ///
    /// @return false if there is none
    public boolean delete(String incidentId) throws IOException {
        contents.lock();
        try {
            Optional<IncidentStore.Left> left = incidents.delete(incidentId);
            if (left.isEmpty()) {
                return false;
            }
            for (String upload : left.get().uploads()) {
                receptionById.remove(upload);
                PartialFile.delete(partial(upload));
            }
            for (String hash : left.get().contents()) {
                depot.deleteContent(hash);
            }
            String report = left.get().report();
            if (report != null) {
                depot.deleteReport(report);
            }
            return true;
        } finally {
            contents.unlock();
        }
    }

    Path partial(String uploadId) {
        return folder.uploads().resolve(uploadId);
    }

    /// One upload's bytes arriving: by one request at a time.
    private static final class Reception {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable PartialFile partial;
    }
}
