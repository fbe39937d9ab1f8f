package dev.holdup.server.web;

import dev.holdup.report.ReportFormat;
import io.javalin.http.Context;

/// How a file that was made from dumps is handed out.
final class SandboxedFile {
    /// Made from hostile dumps: though everything in it is escaped, it runs as a page of no origin, that can reach
    /// nothing of the server's.
    private static final String SANDBOX = "sandbox allow-scripts; frame-ancestors 'self'";

    private SandboxedFile() {}

    /// @param name without its ending; what the file is called if the client asks for a download
    static void headers(Context request, ReportFormat format, String name) {
        request.contentType(
                switch (format) {
                    case HTML -> "text/html; charset=utf-8";
                    case JSON -> "application/json";
                    case MARKDOWN -> "text/markdown; charset=utf-8";
                    case JIRA, TEXT -> "text/plain; charset=utf-8";
                });
        request.header("Content-Security-Policy", SANDBOX);
        request.header("X-Frame-Options", "SAMEORIGIN");
        if (request.queryParam("download") != null) {
            request.header("Content-Disposition", "attachment; filename=\"" + name + format.fileEnding() + "\"");
        }
    }
}
