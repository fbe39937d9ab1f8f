package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.Outcome;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.findings.Vocabulary;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What became of the verdict, in one sentence.
final class OutcomeWords {
    private static final Pattern PACKAGE = Pattern.compile("^(?:[a-z_]\\w*\\.)+(?=[A-Z])");

    /// Changes below a twentieth are not worth a word in the sentence.
    private static final double TELLING = 0.05;

    private final IncidentReport before;
    private final IncidentReport after;

    private OutcomeWords(IncidentReport before, IncidentReport after) {
        this.before = before;
        this.after = after;
    }

    static Outcome of(IncidentReport before, IncidentReport after) {
        return new OutcomeWords(before, after).outcome();
    }

    private Outcome outcome() {
        Verdict was = before.verdict();
        Verdict is = after.verdict();
        boolean wasWrong = Vocabulary.CULPRITS.contains(was.kind());
        boolean isWrong = Vocabulary.CULPRITS.contains(is.kind());
        if (wasWrong && isWrong) {
            return isSameCause(was, is)
                    ? sameCause(was, is)
                    : new Outcome(
                            "changed", "Another cause than before: " + sentence(is) + " Before: " + was.headline());
        }
        if (isWrong) {
            return new Outcome("new", "New: " + sentence(is) + " Before, " + nothing(was));
        }
        if (wasWrong) {
            return is.kind().equals("healthy")
                    ? new Outcome("cured", "Cured" + butMemory() + ": " + nothingNow() + " Before: " + was.headline())
                    : new Outcome(
                            "unclear", "Unclear: the dumps after do not say what is wrong. Before: " + was.headline());
        }
        if (was.kind().equals("healthy") && is.kind().equals("healthy")) {
            return new Outcome("healthy", "Healthy then and now" + butMemory() + ".");
        }
        return new Outcome(
                "unclear",
                "Unclear: " + (is.kind().equals("healthy") ? "nothing is wrong now, and " : "")
                        + "the dumps " + (is.kind().equals("healthy") ? "before" : "after")
                        + " do not say what is wrong" + butMemory() + ".");
    }

    /// The same kind of trouble in the same place.
    private boolean isSameCause(Verdict was, Verdict is) {
        if (!was.kind().equals(is.kind())
                || !was.subsystem().id().equals(is.subsystem().id())) {
            return false;
        }
        if (was.kind().equals("retained-by-object")) {
            return suspectName(before).equals(suspectName(after));
        }
        return stable(was.blockedFrame()).equals(stable(is.blockedFrame()))
                && (!was.kind().equals("mailbox") || ownerName(was).equals(ownerName(is)));
    }

    private static String stable(@Nullable String frame) {
        return frame == null ? "" : StableNames.of(frame);
    }

    private static String ownerName(Verdict verdict) {
        Owner owner = verdict.owner();
        return owner == null ? "" : owner.unit();
    }

    private static String suspectName(IncidentReport report) {
        return report.suspects().isEmpty()
                ? ""
                : SuspectChanges.name(report.suspects().getFirst());
    }

    private Outcome sameCause(Verdict was, Verdict is) {
        double units = growth(was.units(), is.units());
        Long keptThen = was.retainedBytes();
        Long keptNow = is.retainedBytes();
        double bytes = keptThen != null && keptNow != null ? growth(keptThen, keptNow) : 0;
        // Who waits matters more than what is kept meanwhile.
        double change = Math.abs(units) >= TELLING ? units : bytes;
        boolean mixed = Math.abs(units) >= TELLING && Math.abs(bytes) >= TELLING && units > 0 != bytes > 0;
        StringJoiner figures = new StringJoiner(mixed ? ", but " : ", ");
        if (is.units() > 0 || was.units() > 0) {
            figures.add(fromTo(units, String.valueOf(was.units()), is.units() + " " + noun()));
        }
        if (keptThen != null && keptNow != null) {
            figures.add(fromTo(bytes, ByteFormat.bytes(keptThen), ByteFormat.bytes(keptNow) + " kept alive"));
        }
        String cause = "the same cause as before (" + cause(is) + ")";
        String tail = figures.length() == 0 ? "." : ": " + figures + ".";
        if (change >= TELLING) {
            return new Outcome("worse", "Worse: " + cause + tail);
        }
        return change <= -TELLING
                ? new Outcome("better", "Better, not cured: " + cause + tail)
                : new Outcome("same", "Unchanged: " + cause + tail);
    }

    private static String fromTo(double growth, String was, String is) {
        return Math.abs(growth) < TELLING ? is + " as before" : is + " instead of " + was;
    }

    /// Relative to what there was.
    private static double growth(long was, long is) {
        return was == is ? 0 : was == 0 ? 1 : (double) (is - was) / was;
    }

    private String noun() {
        return after.units().kind().equals("process") ? "processes" : "threads";
    }

    private String cause(Verdict verdict) {
        if (verdict.kind().equals("retained-by-object") && !after.suspects().isEmpty()) {
            Suspect suspect = after.suspects().getFirst();
            return withoutPackage(
                    suspect.path().isEmpty()
                            ? suspect.className()
                            : suspect.path().getFirst());
        }
        if (!verdict.subsystem().id().equals("none")) {
            return verdict.subsystem().name()
                    + (verdict.cause().equals("none")
                            ? ""
                            : ", " + verdict.cause().replace('-', ' '));
        }
        String frame = verdict.blockedFrame();
        return frame == null ? verdict.kind().replace('-', ' ') : verdict.kind().replace('-', ' ') + " in " + frame;
    }

    /// `com.acme.Registry.SESSIONS` → `Registry.SESSIONS`.
    private static String withoutPackage(String name) {
        return PACKAGE.matcher(name).replaceFirst("");
    }

    private static String sentence(Verdict verdict) {
        String headline = verdict.headline();
        return headline.endsWith(".") ? headline : headline + ".";
    }

    private static String nothing(Verdict was) {
        return was.kind().equals("healthy") ? "nothing held up anything." : "the dumps did not say what was wrong.";
    }

    private String nothingNow() {
        Units units = after.units();
        return units.total() == 0
                ? "nothing stands out in the memory any more."
                : "nothing holds up the " + noun() + " any more.";
    }

    /// `, while the reachable memory grew from 10 MB to 40 MB`; empty if it did not change much.
    private String butMemory() {
        Memory was = before.memory();
        Memory is = after.memory();
        if (was == null || is == null || was.reachableBytes() == 0) {
            return "";
        }
        double growth = growth(was.reachableBytes(), is.reachableBytes());
        if (Math.abs(growth) < 2 * TELLING) {
            return "";
        }
        return ", while the memory in use " + (growth > 0 ? "grew" : "shrank") + " from "
                + ByteFormat.bytes(was.reachableBytes()) + " to " + ByteFormat.bytes(is.reachableBytes());
    }
}
