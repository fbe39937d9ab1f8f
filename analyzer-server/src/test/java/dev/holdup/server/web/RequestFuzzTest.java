package dev.holdup.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.server.access.AddressRange;
import dev.holdup.server.content.Checksum;
import dev.holdup.server.store.Incident;
import dev.holdup.server.store.IncidentQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever clients send in the headers of tus, in a body or as a name is taken within its bounds, or is refused as a
/// bad request.
@Timeout(10)
class RequestFuzzTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "filename aGVhcC5ocHJvZg==,incident YWJj, label bmlnaHQ=,empty",
                        "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
                        "sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                        "10.0.0.0/8",
                        "2001:db8::/32",
                        "1764154800000000-abcdefgh",
                        "../../etc/passwd",
                        "C:\\dumps\\heap.hprof",
                        "\ud83d\udd25".repeat(128) + "x",
                        """
                        {"title":"It hangs","label":"night-7","service":"shop","ticket":"https://t.example/1",
                         "occurredAt":"2026-11-26T07:15:00Z","tags":["a","b"]}""")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatClientsSendIsTakenWithinItsBoundsOrRefused(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        metadata(text);
        name(text);
        name(new String(content, StandardCharsets.UTF_8));
        Checksum.of(text)
                .ifPresent(checksum ->
                        assertThat(Checksum.algorithms()).contains(text.strip().split(" +", 2)[0]));
        AddressRange.of(text).ifPresent(range -> assertThat(range.bits()).isBetween(0, range.network().length * 8));
        IncidentQuery.Cursor cursor = IncidentQuery.Cursor.of(text);
        if (cursor != null) {
            assertThat(IncidentQuery.Cursor.of(cursor.toString())).isEqualTo(cursor);
        }
        body(content);
    }

    private static void metadata(String header) {
        try {
            Map<String, String> values = TusMetadata.of(header);
            assertThat(values.size()).isLessThanOrEqualTo(header.length() + 1);
            name(values.get("filename"));
        } catch (Problem refused) {
            assertThat(refused.getMessage()).endsWith(".");
        }
    }

    private static void name(@org.jspecify.annotations.Nullable String given) {
        String name = Labels.fileName(given);
        assertThat(name).isNotBlank().hasSizeLessThanOrEqualTo(255).doesNotContain("/", "\\", "\n", "\u001b", "\0");
        assertThat(Labels.fileName(name)).isEqualTo(name);
        try {
            assertThat(Labels.label(String.valueOf(given))).matches("[A-Za-z0-9._-]{1,100}");
        } catch (Problem refused) {
            assertThat(refused.getMessage()).endsWith(".");
        }
    }

    private static void body(byte[] content) {
        try {
            JsonNode node = MAPPER.readTree(content);
            if (node.isObject()) {
                Incident.Draft draft = new JsonBody(content, node).draft();
                for (String written : List.of(draft.title(), String.valueOf(draft.service()))) {
                    assertThat(written).hasSizeLessThanOrEqualTo(200).isEqualTo(Labels.printable(written));
                }
                assertThat(draft.tags()).hasSizeLessThanOrEqualTo(20);
            }
        } catch (JacksonException notJson) {
            assertThat(notJson.getMessage()).isNotNull();
        } catch (Problem refused) {
            assertThat(refused.getMessage()).endsWith(".");
        }
    }
}
