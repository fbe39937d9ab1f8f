package dev.holdup.batch.run;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.ReportFormat;
import dev.holdup.report.fleet.FleetRows;
import dev.holdup.worker.WorkerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a [BatchWorker] is asked to do, as arguments of its process.
///
/// @param failure if not empty, nothing is analysed: the row says this
record BatchRequest(
        FleetRows.Origin origin,
        String failure,
        Set<ReportFormat> formats,
        Set<ViewName> views,
        boolean showValues,
        Detail detail,
        List<String> given,
        WorkerRequest work) {

    List<String> arguments() {
        String time = origin.time();
        List<String> arguments = new ArrayList<>(List.of(
                origin.incident(),
                origin.service(),
                origin.host(),
                time == null ? "" : time,
                origin.source(),
                Integer.toString(origin.files()),
                Long.toString(origin.bytes()),
                failure,
                String.join(",", formats.stream().map(ReportFormat::optionName).toList()),
                String.join(",", views.stream().map(ViewName::word).toList()),
                Boolean.toString(showValues),
                detail.name(),
                String.join("\n", given)));
        arguments.addAll(work.arguments());
        return arguments;
    }

    static BatchRequest of(String[] arguments) {
        String[] workArguments = Arrays.copyOfRange(arguments, 13, arguments.length);
        WorkerRequest work = WorkerRequest.of(workArguments);
        Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);
        words(arguments[8], ",")
                .forEach(word -> formats.add(ReportFormat.ofOptionName(word).orElseThrow()));
        Set<ViewName> views = EnumSet.noneOf(ViewName.class);
        List<String> viewWords = words(arguments[9], ",");
        ViewName.all().stream().filter(view -> viewWords.contains(view.word())).forEach(views::add);
        return new BatchRequest(
                new FleetRows.Origin(
                        arguments[0],
                        arguments[1],
                        arguments[2],
                        arguments[3].isEmpty() ? null : arguments[3],
                        arguments[4],
                        Integer.parseInt(arguments[5]),
                        Long.parseLong(arguments[6]),
                        work.toolVersion()),
                arguments[7],
                formats,
                views,
                Boolean.parseBoolean(arguments[10]),
                Detail.valueOf(arguments[11]),
                words(arguments[12], "\n"),
                work);
    }

    private static List<String> words(String joined, String by) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(by, -1));
    }
}
