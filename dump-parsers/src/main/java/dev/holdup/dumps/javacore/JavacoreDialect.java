package dev.holdup.dumps.javacore;

import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextDialect;
import dev.holdup.dumps.dialect.TextPosition;
import org.jspecify.annotations.Nullable;

/// A javacore: every line begins with a tag. Read are the title, the environment, the locks and the threads.
public final class JavacoreDialect implements TextDialect {

    @Override
    public @Nullable OpenThreadDump begin(TextPosition position) {
        String line = position.line();
        boolean title = line.startsWith("0SECTION ") && line.contains(" TITLE ");
        boolean headless = !title
                && position.open() == null
                && (line.startsWith("0SECTION ") || line.startsWith("3XMTHREADINFO "));
        if (!title && !headless) {
            return null;
        }
        OpenJavacore dump = new OpenJavacore(position);
        dump.accept(position.location().line(), line);
        return dump;
    }
}
