package dev.holdup.cli;

import dev.holdup.report.ReportFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "batch",
        description = {
            "Goes through an archive of dumps, analyzes every incident in it once, and tells which causes recur, since"
                    + " when, in which services, at what cost.",
            "",
            "Run it again after an interruption, or when the archive has grown: only what is not done yet is analyzed."
                    + " Files of one folder and one process that were taken within minutes of each other are one incident;"
                    + " archives are looked into. See what it would do with --dry-run.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup batch /srv/dumps --dry-run                 which files are one incident",
            "  holdup batch /srv/dumps -o reports/               then open reports/index.html",
            "  holdup batch /srv/dumps -o reports/ --limit 20    the newest twenty to begin with",
            "  holdup batch --list files.txt -o reports/",
            "  holdup batch /srv/dumps --group-by '(?<service>[^/]+)/(?<host>[^/]+)/'",
            "  holdup batch --watch /srv/incoming -o reports/    analyzes what arrives",
            "  holdup batch s3a://dumps/2026/ -o s3a://reports/ --engine spark --master spark://host:7077",
            "",
            "In the folder of results:",
            "  index.html, index.md          causes by cost, new ones, services, incidents",
            "  incidents/ID/report.*         each incident's report",
            "  table/parquet, csv, jsonl     one row an incident, by month:",
            "    duckdb -c \"select signature, count(*), sum(retainedBytes)",
            "      from 'reports/table/parquet/*/*.parquet' group by 1 order by 2 desc\""
        })
final class BatchCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Parameters(
            arity = "0..*",
            paramLabel = "ARCHIVE",
            description = "Folders, archives and files, or what an object store holds: s3a://bucket/prefix/.")
    private List<String> archives = new ArrayList<>();

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "A text with a file or folder of the archive in each line; lines with # are left out.")
    private @Nullable Path list;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where results go, also s3a://…; by default the folder ${DEFAULT-VALUE} here.")
    private String output = "holdup-archive";

    @Option(names = "--dry-run", description = "Only list the incidents and their files.")
    private boolean dryRun;

    @Option(
            names = "--group-by",
            paramLabel = "REGEX",
            description =
                    "A regular expression that is looked for in the names of files below ARCHIVE; its named groups"
                            + " say which are one incident: incident, or service, host and pid; and time.")
    private @Nullable String groupBy;

    @Option(
            names = "--window",
            paramLabel = "MINUTES",
            description = "Dumps that were taken further apart are different incidents; by default ${DEFAULT-VALUE}.")
    private double windowMinutes = 10;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Only incidents with a file whose name below ARCHIVE is like this, such as 'shop/**'."
                    + " Repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only incidents from then on: 2026-11-01, 2026-11-01T10:15:00Z, or 7d, 12h ago.")
    private @Nullable String since;

    @Option(names = "--limit", paramLabel = "N", description = "Analyze so many at most, the newest.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--retry-failed",
            description = "Also analyze again what failed before; it is remembered as done otherwise.")
    private boolean retryFailed;

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description = "Keep running, and analyze what arrives in the folder once it is whole.")
    private @Nullable String watch;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description = "With --watch: how long a file must not have changed, and nothing else of its incident have"
                    + " come; by default ${DEFAULT-VALUE}.")
    private double settleSeconds = 30;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "How many analyses may run at once, memory permitting; by default one for each of --threads.")
    private @Nullable Integer atOnce;

    @Option(
            names = "--max-minutes",
            paramLabel = "N",
            description = "After how many minutes an analysis is ended; by default ${DEFAULT-VALUE}.")
    private int maxMinutes = 360;

    @Option(
            names = "--format",
            paramLabel = "FORMAT[,FORMAT]",
            split = ",",
            defaultValue = "html,json,md",
            converter = FormatConverter.class,
            completionCandidates = OptionWords.Formats.class,
            description = "Of each report: html, json, md (GitHub), jira and text; by default ${DEFAULT-VALUE}.")
    private Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "local, the default: on this machine; spark: on a Spark cluster, with SPARK_HOME set to an"
                    + " unpacked Spark 4.2.")
    private String engine = Batching.LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "With --engine spark: spark://host:port, yarn, k8s://… or local[*].")
    private @Nullable String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark (spark.…) or of a store (fs.s3a.…). Repeatable.")
    private Map<String, String> conf = new LinkedHashMap<>();

    @Mixin
    private ViewOptions views = new ViewOptions();

    /// What [Batching] needs of the options; apart from it, so that other commands' help loads no engine.
    record Given(
            List<String> archives,
            @Nullable Path list,
            String output,
            boolean dryRun,
            @Nullable String groupBy,
            double windowMinutes,
            List<String> only,
            @Nullable String since,
            int limit,
            boolean retryFailed,
            @Nullable String watch,
            double settleSeconds,
            @Nullable Integer atOnce,
            int maxMinutes,
            Set<ReportFormat> formats,
            String engine,
            @Nullable String master,
            Map<String, String> conf) {}

    @Override
    public Integer call() throws CommandFailure {
        if (archives.isEmpty() && list == null && watch == null) {
            throw CommandFailure.wrongUsage(
                    "Say where the archive is: a folder, --list FILE, --watch DIR or s3a://bucket/prefix/.");
        }
        if (limit < 1 || maxMinutes < 1 || windowMinutes <= 0 || settleSeconds < 0 || (atOnce != null && atOnce < 1)) {
            throw CommandFailure.wrongUsage("--limit, --at-once and --max-minutes must be 1 or more, --window more than"
                    + " 0, --settle not negative.");
        }
        Given given = new Given(
                archives,
                list,
                output,
                dryRun,
                groupBy,
                windowMinutes,
                only,
                since,
                limit,
                retryFailed,
                watch,
                settleSeconds,
                atOnce,
                maxMinutes,
                formats,
                engine,
                master,
                conf);
        return Batching.of(given, holdup.options(), views).run().number();
    }
}
