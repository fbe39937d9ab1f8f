package dev.holdup.cli;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.TextReport;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/// The report in short on standard output, and where the whole of it is.
final class Summary {
    private Summary() {}

    static void print(IncidentReport report, List<Path> files, boolean colors) {
        try {
            Writer out = new OutputStreamWriter(System.out, System.out.charset());
            new TextReport(colors).write(report, out);
            for (Path file : files) {
                out.write("wrote " + Terminal.printable(file.toString()) + System.lineSeparator());
            }
            out.flush();
        } catch (IOException e) {
            // A PrintStream swallows what goes wrong in writing, such as a reader that has gone.
            throw new UncheckedIOException(e);
        }
    }
}
