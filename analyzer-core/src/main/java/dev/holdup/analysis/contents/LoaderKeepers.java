package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.RootPath;
import java.util.ArrayList;
import java.util.List;

/// What keeps a class loader alive, by the way from a GC root to it.
final class LoaderKeepers {
    private final RootPath.Finder paths;

    /// @param words to stand after "is kept by"
    /// @param lastStatic index of the last step that is a static field, −1 if there is none
    record Kept(String words, String root, List<String> path, int lastStatic) {
        /// Begins at the static field that holds it, if one does.
        Kept fromLastStatic() {
            if (lastStatic < 0 || lastStatic >= path.size()) {
                return this;
            }
            String field = path.get(lastStatic);
            return new Kept(
                    words,
                    "static field of " + field.substring(0, Math.max(0, field.lastIndexOf('.'))),
                    path.subList(lastStatic, path.size()),
                    0);
        }
    }

    LoaderKeepers(RootPath.Finder paths) {
        this.paths = paths;
    }

    Kept of(int loader) {
        RootPath path = paths.to(loader, true);
        List<String> steps = path.steps();
        // What leads from one of its objects to the loader is the same for all: class, then loader.
        int end = steps.size();
        while (end > 0
                && (steps.get(end - 1).endsWith("<class loader>")
                        || steps.get(end - 1).endsWith(".<class>"))) {
            end--;
        }
        List<String> shown = new ArrayList<>(steps.subList(0, end));
        if (end < steps.size() && steps.get(end).endsWith(".<class>")) {
            String instance = steps.get(end).substring(0, steps.get(end).length() - ".<class>".length());
            shown.add("an object of " + instance);
        }
        return new Kept(KeptBy.words(path, shown), path.root(), List.copyOf(shown), path.lastStatic());
    }
}
