package dev.holdup.batch.run;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.ReportFormat;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How every incident of an archive is analysed. Two runs with the same one give the same results.
///
/// @param given options as the user gave them, where they change what reports say
/// @param ruleTextByName files of the user's own rules; carried along, for other machines have not got them
public record AnalysisChoice(
        String toolVersion,
        EnumSet<ReportFormat> formats,
        EnumSet<ViewName> views,
        boolean showValues,
        Detail detail,
        List<String> given,
        TreeMap<String, String> ruleTextByName)
        implements Serializable {

    /// The same for the same tool, options and rules: by it work that was done is known again.
    public String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String options = formats + "\n" + views + "\n" + showValues + "\n" + detail + "\n" + given;
            digest.update(options.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, String> rule : ruleTextByName.entrySet()) {
                digest.update((rule.getKey() + "\0" + rule.getValue() + "\0").getBytes(StandardCharsets.UTF_8));
            }
            return "holdup " + toolVersion + " "
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    String formatWords() {
        return formats.stream().map(ReportFormat::optionName).collect(Collectors.joining(","));
    }

    String viewWords() {
        return views.stream().map(ViewName::word).collect(Collectors.joining(","));
    }
}
