package dev.holdup.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Executable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// How the records of the report map to JSON: a component is required unless it is `@Nullable`, and `className` is
/// `class` in the file (which Java does not allow as a name).
final class ReportJsonMapper {
    private ReportJsonMapper() {}

    static JsonMapper create() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                .annotationIntrospector(new RequiredUnlessNullable())
                .propertyNamingStrategy(new ClassNames())
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .defaultPrettyPrinter(new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(twoSpaces)
                        .withArrayIndenter(twoSpaces))
                .build();
    }

    /// Jackson's reason as one sentence, without its reference chain; the place is told apart.
    static String reason(JacksonException problem) {
        String first =
                String.valueOf(problem.getOriginalMessage()).lines().findFirst().orElse("unreadable");
        String path = problem instanceof DatabindException
                ? problem.getPath().stream().map(ReportJsonMapper::step).collect(Collectors.joining())
                : "";
        String what = path.isEmpty() ? "not valid JSON" : "not a report.json, at " + path.substring(1);
        return what + ": " + first + (first.endsWith(".") ? "" : ".");
    }

    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return name == null ? "/" + reference.getIndex() : "/" + name;
    }

    private static final class ClassNames extends PropertyNamingStrategy {
        private static final long serialVersionUID = 1L;

        @Override
        public String nameForField(MapperConfig<?> config, AnnotatedField field, String defaultName) {
            return inFile(defaultName);
        }

        @Override
        public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
            return inFile(defaultName);
        }

        @Override
        public String nameForConstructorParameter(
                MapperConfig<?> config, AnnotatedParameter parameter, String defaultName) {
            return inFile(defaultName);
        }
    }

    /// Name of a record component in the file.
    static String inFile(String component) {
        return component.equals("className") ? "class" : component;
    }

    private static final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member instanceof AnnotatedParameter parameter ? Boolean.valueOf(!isNullable(parameter)) : null;
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            if (!(annotated instanceof AnnotatedParameter parameter)) {
                return JsonSetter.Value.empty();
            }
            return JsonSetter.Value.construct(isNullable(parameter) ? Nulls.SET : Nulls.FAIL, Nulls.FAIL);
        }

        /// An index past the types would mean that a record has parameters which its source does not show: none has.
        private static boolean isNullable(AnnotatedParameter parameter) {
            return parameter.getOwner().getAnnotated() instanceof Executable constructor
                    && constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                            Nullable.class);
        }
    }
}
