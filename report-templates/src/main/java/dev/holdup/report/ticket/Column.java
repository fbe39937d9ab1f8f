package dev.holdup.report.ticket;

/// @param number aligned to the right where the tracker can
public record Column(String heading, boolean number) {

    public static Column text(String heading) {
        return new Column(heading, false);
    }

    public static Column number(String heading) {
        return new Column(heading, true);
    }
}
