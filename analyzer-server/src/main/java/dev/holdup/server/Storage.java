package dev.holdup.server;

import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.content.BucketDepot;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.content.FolderDepot;
import dev.holdup.server.content.FolderLock;
import dev.holdup.server.content.Room;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.store.Installation;
import java.io.IOException;

/// What a server keeps, this server's alone: its folder, its database, and where files lie for good.
record Storage(FolderLock lock, DataFolder folder, Room room, Database database, Depot depot) implements AutoCloseable {

    /// @throws IOException if one of them cannot be used, or belongs to another server
    static Storage open(ServerSettings settings) throws IOException {
        DataFolder folder = DataFolder.at(settings.data());
        Room room = new Room(folder, settings.fileBytes(), settings.incidentBytes(), settings.freeBytes());
        FolderLock lock = FolderLock.of(folder);
        Database database = null;
        Depot depot = null;
        try {
            database = Database.at(settings.database());
            BucketAddress bucket = settings.bucket();
            depot = bucket == null ? new FolderDepot(folder) : BucketDepot.at(bucket, folder, room);
            depot.claim(new Installation(database).id(), settings.database() instanceof DatabaseAddress.InFolder);
            return new Storage(lock, folder, room, database, depot);
        } catch (IOException | RuntimeException unusable) {
            if (depot != null) {
                depot.close();
            }
            if (database != null) {
                database.close();
            }
            lock.close();
            throw unusable;
        }
    }

    @Override
    public void close() {
        depot.close();
        database.close();
        lock.close();
    }
}
