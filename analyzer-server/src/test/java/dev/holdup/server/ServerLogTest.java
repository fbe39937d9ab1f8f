package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerLogTest {
    private final Logger root = Logger.getLogger("");
    private final Handler[] handlersBefore = root.getHandlers();
    private final PrintStream errorsBefore = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void catchStandardError() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void asBefore() {
        System.setErr(errorsBefore);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        for (Handler handler : handlersBefore) {
            root.addHandler(handler);
        }
        root.setLevel(Level.INFO);
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\n");
    }

    @Test
    void asJsonItIsOneObjectALineWhateverTheMessageHas() {
        ServerLog.toStandardError(ServerLog.Form.JSON);

        Logger.getLogger("dev.holdup.x").info("two\nlines and \"quotes\"");
        Logger.getLogger("dev.holdup.x").log(Level.SEVERE, "a bug", new IllegalStateException("because"));
        Logger.getLogger("org.library").info("not told");

        assertThat(lines()).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(lines()[0]);
        assertThat(first.get("message").stringValue()).isEqualTo("two\nlines and \"quotes\"");
        assertThat(first.get("level").stringValue()).isEqualTo("INFO");
        assertThat(first.get("logger").stringValue()).isEqualTo("dev.holdup.x");
        assertThat(first.get("time").stringValue()).startsWith("20").endsWith("Z");
        assertThat(first.has("trace")).isFalse();
        JsonNode second = JsonMapper.shared().readTree(lines()[1]);
        assertThat(second.get("trace").stringValue())
                .startsWith("java.lang.IllegalStateException: because\n\tat dev.holdup");
    }

    @Test
    void asTextAMessageCannotBeginALineOfItsOwn() {
        ServerLog.toStandardError(ServerLog.Form.TEXT);

        Logger.getLogger("dev.holdup.x").info("one\n2026-01-01 INFO forged");

        assertThat(lines()).hasSize(1);
        assertThat(lines()[0]).endsWith(" INFO one 2026-01-01 INFO forged");
    }
}
