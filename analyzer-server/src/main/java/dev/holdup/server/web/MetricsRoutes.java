package dev.holdup.server.web;

import dev.holdup.server.access.Role;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.deeper.KeptHeaps;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.store.UploadStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;

/// Figures for Prometheus, in its text format.
record MetricsRoutes(JobQueue queue, UploadStore uploads, KeptHeaps heaps, DataFolder folder, Tally tally) {

    void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::show, Role.UPLOAD);
    }

    private void show(Context request) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        gauge(text, "holdup_analyses_running", "Analyses that run.", queue.running());
        gauge(text, "holdup_analyses_waiting", "Analyses that wait.", queue.waiting());
        gauge(
                text,
                "holdup_uploads_open",
                "Uploads that are not complete.",
                uploads.open().size());
        gauge(
                text,
                "holdup_contents",
                "Files kept, each content once.",
                uploads.contents().size());
        gauge(text, "holdup_kept_heaps_bytes", "What heaps kept to be looked into take on disk.", heaps.bytes());
        gauge(text, "holdup_kept_heaps_open", "Heaps that somebody looks into.", heaps.open());
        gauge(
                text,
                "holdup_disk_usable_bytes",
                "What the disk still takes.",
                Files.getFileStore(folder.root()).getUsableSpace());
        gauge(
                text,
                "holdup_disk_total_bytes",
                "How large the disk is.",
                Files.getFileStore(folder.root()).getTotalSpace());
        gauge(
                text,
                "holdup_heap_used_bytes",
                "Java heap of the server, without analyses.",
                runtime.totalMemory() - runtime.freeMemory());
        tally.writeTo(text);
        request.contentType("text/plain; version=0.0.4; charset=utf-8").result(text.toString());
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        Tally.head(text, name, help, "gauge");
        text.append(name).append(' ').append(value).append('\n');
    }
}
