package dev.holdup.server.content;

import java.io.IOException;
import java.nio.file.Files;

/// How much may still be taken, by a file, by an incident, and of the disk.
///
/// @param fileBytes of one file at most
/// @param incidentBytes of all files of one incident at most
/// @param freeBytes what the disk must keep free
public record Room(DataFolder folder, long fileBytes, long incidentBytes, long freeBytes) {

    /// Before a byte is taken.
    ///
    /// @param bytes what is announced
    /// @param bytesOfIncident files and announced uploads that the incident already has
    /// @param bytesToCome what other uploads have announced and not yet sent
    public void check(long bytes, long bytesOfIncident, long bytesToCome) throws IOException, NoRoomException {
        checkSize(bytes, bytesOfIncident);
        if (usableBytes() - bytesToCome - bytes < freeBytes) {
            throw new NoRoomException(
                    NoRoomException.Limit.DISK,
                    "The server's disk has no room for " + bytes + " bytes: delete incidents or give it more.");
        }
    }

    /// Whether one file, and the incident with it, stay within their limits.
    public void checkSize(long bytes, long bytesOfIncident) throws NoRoomException {
        if (bytes > fileBytes) {
            throw new NoRoomException(
                    NoRoomException.Limit.FILE,
                    "A file may have " + fileBytes + " bytes, this one has more: compress it, or raise --max-file.");
        }
        if (bytesOfIncident + bytes > incidentBytes) {
            throw new NoRoomException(
                    NoRoomException.Limit.INCIDENT,
                    "An incident may have " + incidentBytes
                            + " bytes in all, this one would have more: compress its files, or raise --max-incident.");
        }
    }

    /// While bytes arrive: others fill the disk, too.
    public void checkDisk() throws IOException, NoRoomException {
        if (usableBytes() < freeBytes) {
            throw new NoRoomException(
                    NoRoomException.Limit.DISK, "The server's disk is full: delete incidents or give it more.");
        }
    }

    /// Before so many bytes of ours are copied to the disk.
    void checkCopy(long bytes) throws IOException, NoRoomException {
        if (usableBytes() - bytes < freeBytes) {
            throw new NoRoomException(
                    NoRoomException.Limit.DISK,
                    "The server's disk has no room for a copy of the incident's files, of which one has " + bytes
                            + " bytes: delete incidents or give it more, then analyze again.");
        }
    }

    public long usableBytes() throws IOException {
        return Files.getFileStore(folder.root()).getUsableSpace();
    }
}
