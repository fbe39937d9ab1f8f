package dev.holdup.server.intake;

import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.Upload;
import dev.holdup.server.store.UploadStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// What a server does first: goes on where a killed one ended, and removes what no row speaks of.
public record Recovery(DataFolder folder, Depot depot, UploadStore uploads, IncidentSearch reports, Intake intake) {

    public void run() throws IOException {
        uploads.forgetBrokenOff();
        intake.finishComplete();
        Set<String> open = new HashSet<>(uploads.open().stream().map(Upload::id).toList());
        for (Path file : DataFolder.entries(folder.uploads())) {
            String name = String.valueOf(file.getFileName());
            if (!open.contains(name.endsWith(".from") ? name.substring(0, name.length() - 5) : name)) {
                Files.deleteIfExists(file);
            }
        }
        depot.sweep(new HashSet<>(uploads.contents()), new HashSet<>(reports.reportFolders()));
        for (Path work : DataFolder.entries(folder.work())) {
            DataFolder.deleteAll(work);
        }
    }
}
