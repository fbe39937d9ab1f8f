package dev.holdup.tracker;

import java.util.TreeMap;
import java.util.function.Consumer;

/// Shows what would be sent, and sends nothing.
public record DryRun(TrackerAddress address, Consumer<String> out) implements Poster {

    @Override
    public Answer post(TrackerRequest request) {
        StringBuilder shown = new StringBuilder("POST ")
                .append(address.resolve(request.path()))
                .append("\nAuthorization: (hidden)\n");
        new TreeMap<>(request.headers())
                .forEach((name, value) ->
                        shown.append(name).append(": ").append(value).append('\n'));
        out.accept(shown.append('\n').append(request.shown()).append('\n').toString());
        return new Answer(201, "{}", "");
    }
}
