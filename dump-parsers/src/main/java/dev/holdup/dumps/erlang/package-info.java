/// Erlang crash dumps → [dev.holdup.dumps.model.ErlangCrashDump].
@NullMarked
package dev.holdup.dumps.erlang;

import org.jspecify.annotations.NullMarked;
