package dev.holdup.server.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Where whole files and reports lie for good. Contents are named by their hash, reports by a name of the server's.
///
/// What arrives is safe on disk when the call returns, whatever becomes of it later.
public sealed interface Depot extends AutoCloseable permits FolderDepot, BucketDepot {

    /// Takes the file for the content with this hash; nothing is left of it elsewhere.
    void arrive(Path file, String sha256) throws IOException;

    /// @return empty if the content is not there
    OptionalLong sizeOf(String sha256) throws IOException;

    /// Makes a content readable at a path of the server's folder, where nothing must be yet.
    ///
    /// @param wanted asked now and then while bytes come from afar; false ends it with an exception
    void fetch(String sha256, long bytes, Path to, BooleanSupplier wanted) throws IOException, NoRoomException;

    /// Deletes a content, if it is there.
    void deleteContent(String sha256) throws IOException;

    /// Takes a folder with a report's files; nothing is left of it elsewhere.
    void arriveReport(Path files, String name) throws IOException;

    /// One file of a report.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    byte[] report(String name, String file) throws IOException;

    /// Deletes a report, if it is there.
    void deleteReport(String name) throws IOException;

    /// Says whose it is from now on; refuses if it is somebody else's, for what no row speaks of is going to be
    /// deleted.
    ///
    /// @param installation what the database calls itself
    /// @param isKnown whether the database lies in the same folder, so that the two belong together
    void claim(String installation, boolean isKnown) throws IOException;

    /// Deletes all that is not among these, before anything else happens: what a killed server left.
    void sweep(Set<String> contents, Set<String> reports) throws IOException;

    /// Begins what it does by itself.
    void start();

    /// Ends what it does by itself; the next server goes on with it.
    @Override
    void close();
}
