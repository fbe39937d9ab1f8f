package dev.holdup.cli;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ComparisonReport;
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

    private interface Drawing {
        void draw(Writer out) throws IOException;
    }

    static void print(IncidentReport report, List<Path> files, boolean colors) {
        print(files, out -> new TextReport(colors).write(report, out));
    }

    static void print(Comparison comparison, List<Path> files, boolean colors) {
        print(files, out -> ComparisonReport.writeSummary(comparison, colors, out));
    }

    private static void print(List<Path> files, Drawing drawing) {
        try {
            Writer out = new OutputStreamWriter(System.out, System.out.charset());
            drawing.draw(out);
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
