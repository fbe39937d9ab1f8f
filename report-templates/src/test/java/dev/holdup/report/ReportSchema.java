package dev.holdup.report;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.findings.Vocabulary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of report.json, from the records: required unless `@Nullable`, with the closed vocabularies.
final class ReportSchema {
    /// Words that a field may hold, by record and component.
    private static final Map<String, List<?>> VOCABULARIES = Map.ofEntries(
            Map.entry(field(Verdict.class, "kind"), Vocabulary.KINDS),
            Map.entry(field(Verdict.Secondary.class, "kind"), Vocabulary.KINDS),
            Map.entry(field(Verdict.class, "cause"), Vocabulary.CAUSES),
            Map.entry(field(Verdict.Secondary.class, "cause"), Vocabulary.CAUSES),
            Map.entry(field(Verdict.class, "confidence"), List.of("high", "medium", "low")),
            Map.entry(field(Subsystem.class, "category"), Vocabulary.CATEGORIES),
            Map.entry(field(Finding.class, "severity"), List.of("high", "medium", "low", "info")),
            Map.entry(field(Units.class, "kind"), List.of("thread", "process")),
            Map.entry(field(IncidentReport.RuntimeInfo.class, "kind"), List.of("jvm", "erlang")),
            Map.entry(field(IncidentReport.class, "schemaVersion"), List.of(IncidentReport.SCHEMA_VERSION)),
            Map.entry(field(Comparison.class, "schemaVersion"), List.of(Comparison.SCHEMA_VERSION)),
            Map.entry(field(Comparison.class, "document"), List.of(Comparison.DOCUMENT)),
            Map.entry(field(Comparison.Outcome.class, "kind"), Comparison.Outcome.KINDS),
            Map.entry(field(Comparison.Told.class, "kind"), Vocabulary.KINDS),
            Map.entry(field(Comparison.Told.class, "cause"), Vocabulary.CAUSES),
            Map.entry(field(Comparison.Told.class, "confidence"), List.of("high", "medium", "low")));

    private ReportSchema() {}

    static ObjectNode generate() {
        return generate(IncidentReport.class, "report.json", IncidentReport.SCHEMA_VERSION);
    }

    static ObjectNode ofComparison() {
        return generate(Comparison.class, "comparison.json", Comparison.SCHEMA_VERSION);
    }

    private static ObjectNode generate(Class<? extends Record> document, String name, int version) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.PLAIN_DEFINITION_KEYS, Option.FLATTENED_ENUMS_FROM_TOSTRING)
                .without(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.FLATTENED_ENUMS);
        config.forTypesInGeneral().withPropertySorter((_, _) -> 0);
        config.forFields()
                .withPropertyNameOverrideResolver(field -> ReportJsonMapper.inFile(field.getDeclaredName()))
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class))
                .withEnumResolver(ReportSchema::vocabulary);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(document);
        schema.put("title", "holdup " + name + ", schema version " + version);
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
