package dev.holdup.report;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of report.json, from the records: required unless `@Nullable`, with the closed vocabularies.
final class ReportSchema {
    private static final List<String> KINDS = List.of(
            "blocked",
            "deadlock",
            "queue-backlog",
            "thread-locals",
            "single-thread",
            "retained-by-object",
            "class-loader-leak",
            "thread-flood",
            "mailbox",
            "healthy",
            "inconclusive");
    private static final List<String> CAUSES = List.of(
            "lock-contention",
            "slow-output",
            "queue-full",
            "pool-exhausted",
            "permits-exhausted",
            "remote-wait",
            "row-lock",
            "deadlock",
            "backlog",
            "class-initialization",
            "leak",
            "large-request",
            "mailbox-overload",
            "none");
    private static final List<String> CATEGORIES = List.of(
            "logging",
            "console-output",
            "jdbc-pool",
            "database",
            "http-client-pool",
            "remote-call",
            "messaging",
            "cache",
            "executor",
            "bulkhead",
            "application-lock",
            "class-initialization",
            "class-loading",
            "dns",
            "file-io",
            "server",
            "gc",
            "thread-locals",
            "application-data",
            "erlang",
            "none");

    /// Words that a field may hold, by record and component.
    private static final Map<String, List<?>> VOCABULARIES = Map.of(
            field(Verdict.class, "kind"),
            KINDS,
            field(Verdict.Secondary.class, "kind"),
            KINDS,
            field(Verdict.class, "cause"),
            CAUSES,
            field(Verdict.Secondary.class, "cause"),
            CAUSES,
            field(Verdict.class, "confidence"),
            List.of("high", "medium", "low"),
            field(Subsystem.class, "category"),
            CATEGORIES,
            field(Finding.class, "severity"),
            List.of("high", "medium", "low", "info"),
            field(Units.class, "kind"),
            List.of("thread", "process"),
            field(IncidentReport.RuntimeInfo.class, "kind"),
            List.of("jvm", "erlang"),
            field(IncidentReport.class, "schemaVersion"),
            List.of(IncidentReport.SCHEMA_VERSION));

    private ReportSchema() {}

    static ObjectNode generate() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.PLAIN_DEFINITION_KEYS)
                .without(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        config.forTypesInGeneral().withPropertySorter((_, _) -> 0);
        config.forFields()
                .withPropertyNameOverrideResolver(field -> ReportJsonMapper.inFile(field.getDeclaredName()))
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class))
                .withEnumResolver(ReportSchema::vocabulary);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(IncidentReport.class);
        schema.put("title", "holdup report.json, schema version " + IncidentReport.SCHEMA_VERSION);
        schema.put(
                "description",
                "Sizes in bytes, times ISO-8601; a field that may be missing is missing only when unknown.");
        return schema;
    }

    private static @Nullable List<?> vocabulary(FieldScope scope) {
        return VOCABULARIES.get(field(scope.getDeclaringType().getErasedType(), scope.getDeclaredName()));
    }

    private static String field(Class<?> record, String component) {
        return record.getName() + "." + component;
    }
}
