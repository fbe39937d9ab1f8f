package dev.holdup.layers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows between packages point to where the data came from, never back.
class LayerTest {
    /// On no class path of ours, since Spark is on none; there if the build came by.
    private static final Path SPARK_CLASSES = Path.of("../analyzer-spark/target/classes");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importLocations(places());

    /// A package (with its subpackages if it ends in `..`) and all of ours that it may use besides itself.
    private record Layer(String name, String... below) {}

    private static final String DUMPS = "dev.holdup.dumps..";
    private static final String MODEL = "dev.holdup.dumps.model";
    private static final String STORAGE = "dev.holdup.dumps.storage";
    private static final String UNPACK = "dev.holdup.dumps.unpack";
    private static final String DIALECT = "dev.holdup.dumps.dialect";
    private static final String FINDINGS = "dev.holdup.analysis.findings";
    private static final String COMPARISON = "dev.holdup.analysis.comparison";
    private static final String HEAP = "dev.holdup.analysis.heap";
    private static final String DOMINATORS = "dev.holdup.analysis.dominators";
    private static final String RULES = "dev.holdup.analysis.rules";
    private static final String FACTS = "dev.holdup.analysis.facts";
    private static final String CONTENTS = "dev.holdup.analysis.contents";
    private static final String VIEWS = "dev.holdup.analysis.views";
    private static final String INSPECTION = "dev.holdup.analysis.inspection";
    private static final String KEPT = "dev.holdup.analysis.kept";
    private static final String LOOK = "dev.holdup.analysis.look";
    private static final String REDACTION = "dev.holdup.analysis.redaction";
    private static final String WAITS = "dev.holdup.analysis.waits";
    private static final String ERLANG = "dev.holdup.analysis.erlang";
    private static final String CORRELATION = "dev.holdup.analysis.correlation";
    private static final String ANALYSIS = "dev.holdup.analysis";
    private static final String REPORT = "dev.holdup.report..";
    private static final String TRACKER = "dev.holdup.tracker";
    private static final String STORE = "dev.holdup.server.store";
    private static final String CONTENT = "dev.holdup.server.content";
    private static final String INTAKE = "dev.holdup.server.intake";
    private static final String WORKER = "dev.holdup.worker";
    private static final String LOOKER = "dev.holdup.server.looker";
    private static final String DEEPER = "dev.holdup.server.deeper";
    private static final String QUEUE = "dev.holdup.server.queue";
    private static final String ACCESS = "dev.holdup.server.access";
    private static final String UPKEEP = "dev.holdup.server.upkeep";
    private static final String WEB = "dev.holdup.server.web";
    private static final String CLIENT = "dev.holdup.server.client";
    private static final String SERVER = "dev.holdup.server";
    private static final String CAPTURE = "dev.holdup.capture";
    private static final String BATCH_STORE = "dev.holdup.batch.store";
    private static final String DISCOVERY = "dev.holdup.batch.discovery";
    private static final String TABLE = "dev.holdup.batch.table";
    private static final String RUN = "dev.holdup.batch.run";
    private static final String SPARK = "dev.holdup.spark";
    private static final String CLI = "dev.holdup.cli";
    private static final String SAMPLES = "dev.holdup.samples..";

    private static final List<Layer> LAYERS = List.of(
            new Layer(MODEL),
            new Layer("dev.holdup.dumps.hprof", MODEL),
            new Layer(STORAGE),
            new Layer(UNPACK, STORAGE),
            new Layer(DIALECT, MODEL),
            new Layer("dev.holdup.dumps.jstack", DIALECT, MODEL),
            new Layer("dev.holdup.dumps.threadinfo", DIALECT, MODEL),
            new Layer("dev.holdup.dumps.threadfile", DIALECT, MODEL),
            new Layer("dev.holdup.dumps.threadjson", DIALECT, MODEL),
            new Layer("dev.holdup.dumps.javacore", DIALECT, MODEL),
            new Layer("dev.holdup.dumps.jrockit", DIALECT, MODEL),
            new Layer("dev.holdup.dumps.erlang", MODEL),
            new Layer(
                    "dev.holdup.dumps",
                    "dev.holdup.dumps.erlang",
                    "dev.holdup.dumps.hprof",
                    "dev.holdup.dumps.jstack",
                    "dev.holdup.dumps.threadinfo",
                    "dev.holdup.dumps.threadfile",
                    "dev.holdup.dumps.threadjson",
                    "dev.holdup.dumps.javacore",
                    "dev.holdup.dumps.jrockit",
                    DIALECT,
                    UNPACK,
                    MODEL),
            new Layer(FINDINGS),
            new Layer(COMPARISON, FINDINGS),
            new Layer(HEAP, STORAGE, MODEL),
            new Layer(DOMINATORS, HEAP, FINDINGS, MODEL),
            new Layer(INSPECTION, DOMINATORS, HEAP, MODEL),
            new Layer(KEPT, DOMINATORS, HEAP, MODEL),
            new Layer(LOOK, KEPT, INSPECTION, HEAP, "dev.holdup.dumps.hprof", MODEL),
            new Layer(RULES, MODEL, FINDINGS),
            new Layer(REDACTION, RULES, HEAP, MODEL),
            new Layer(FACTS, RULES, HEAP, MODEL),
            new Layer(WAITS, FACTS, RULES, HEAP, FINDINGS, MODEL),
            new Layer(CONTENTS, DOMINATORS, FACTS, RULES, HEAP, FINDINGS, MODEL),
            new Layer(VIEWS, DOMINATORS, HEAP, FINDINGS, MODEL),
            new Layer(CORRELATION, CONTENTS, DOMINATORS, WAITS, FACTS, RULES, HEAP, FINDINGS, MODEL),
            new Layer(ERLANG, WAITS, RULES, FINDINGS, MODEL),
            new Layer(
                    ANALYSIS,
                    KEPT,
                    INSPECTION,
                    VIEWS,
                    ERLANG,
                    CORRELATION,
                    CONTENTS,
                    DOMINATORS,
                    WAITS,
                    FACTS,
                    RULES,
                    HEAP,
                    FINDINGS,
                    DUMPS),
            new Layer(REPORT, ANALYSIS, COMPARISON, FINDINGS),
            new Layer(TRACKER),
            new Layer(CAPTURE, FINDINGS, STORAGE, UNPACK),
            new Layer(WORKER, REPORT, ANALYSIS, RULES, HEAP, FINDINGS, UNPACK),
            new Layer(BATCH_STORE),
            new Layer(DISCOVERY, BATCH_STORE, "dev.holdup.dumps", UNPACK),
            new Layer(TABLE, BATCH_STORE, REPORT),
            new Layer(
                    RUN,
                    TABLE,
                    DISCOVERY,
                    BATCH_STORE,
                    WORKER,
                    REPORT,
                    ANALYSIS,
                    RULES,
                    HEAP,
                    FINDINGS,
                    "dev.holdup.dumps",
                    STORAGE,
                    UNPACK),
            new Layer(SPARK, RUN, DISCOVERY, BATCH_STORE),
            new Layer(STORE, FINDINGS),
            new Layer(CONTENT),
            new Layer(INTAKE, CONTENT, STORE),
            new Layer(LOOKER, WORKER, REPORT, ANALYSIS, LOOK, KEPT, HEAP, DUMPS, UNPACK),
            new Layer(DEEPER, LOOKER, WORKER, LOOK, KEPT, QUEUE, CONTENT, STORE),
            new Layer(QUEUE, WORKER, CONTENT, STORE, REPORT, FINDINGS),
            new Layer(ACCESS, STORE),
            new Layer(UPKEEP, INTAKE, CONTENT, STORE),
            new Layer(
                    WEB,
                    DEEPER,
                    LOOKER,
                    LOOK,
                    COMPARISON,
                    FINDINGS,
                    ACCESS,
                    UPKEEP,
                    QUEUE,
                    INTAKE,
                    CONTENT,
                    STORE,
                    REPORT),
            new Layer(CLIENT, CONTENT, REPORT),
            new Layer(SERVER, WEB, DEEPER, ACCESS, UPKEEP, QUEUE, INTAKE, CONTENT, STORE, REPORT),
            new Layer(
                    CLI,
                    CAPTURE,
                    SERVER,
                    DEEPER,
                    ACCESS,
                    STORE,
                    CONTENT,
                    UPKEEP,
                    QUEUE,
                    WORKER,
                    RUN,
                    DISCOVERY,
                    BATCH_STORE,
                    CLIENT,
                    TRACKER,
                    REPORT,
                    ANALYSIS,
                    COMPARISON,
                    INSPECTION,
                    REDACTION,
                    RULES,
                    HEAP,
                    FINDINGS,
                    "dev.holdup.dumps",
                    STORAGE,
                    UNPACK,
                    MODEL),
            new Layer(SAMPLES));

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatIsBelowThem() {
        return LAYERS.stream()
                .map(layer -> DynamicTest.dynamicTest(
                        layer.name(),
                        () -> noClasses()
                                .that(resideInAPackage(layer.name()))
                                .should()
                                .dependOnClassesThat(areOursButNotIn(layer))
                                .allowEmptyShould(layer.name().equals(SPARK) && !Files.exists(SPARK_CLASSES))
                                .check(OURS)));
    }

    private static Set<Location> places() {
        Set<Location> places = new LinkedHashSet<>(Locations.ofPackage("dev.holdup"));
        if (Files.exists(SPARK_CLASSES)) {
            places.add(Location.of(SPARK_CLASSES));
        }
        return places;
    }

    private static DescribedPredicate<JavaClass> areOursButNotIn(Layer layer) {
        return resideInAPackage("dev.holdup..")
                .and(DescribedPredicate.not(resideInAPackage(layer.name())))
                .and(DescribedPredicate.not(resideInAnyPackage(layer.below())));
    }

    @Test
    void everyPackageHasAPlaceAmongTheLayers() {
        TreeSet<String> homeless = new TreeSet<>();
        for (JavaClass type : OURS) {
            if (LAYERS.stream()
                    .noneMatch(layer -> resideInAPackage(layer.name()).test(type))) {
                homeless.add(type.getPackageName());
            }
        }
        assertThat(homeless).isEmpty();
    }

    @Test
    void dumpsAndAnalysisAndReportDoNotLog() {
        noClasses()
                .that(resideInAnyPackage(DUMPS, "dev.holdup.analysis..", REPORT))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util.logging..", "org.slf4j..").or(assignableTo(System.Logger.class)))
                .check(OURS);
    }

    @Test
    void noNameEndsInAWordThatSaysNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
                .check(OURS);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that(resideInAnyPackage("dev.holdup.dumps..", "dev.holdup.analysis..", REPORT))
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(OURS);
    }
}
