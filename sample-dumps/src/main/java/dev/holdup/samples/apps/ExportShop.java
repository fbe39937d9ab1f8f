package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One request exports everything: it collects all rows in a list, and then joins them in one array, for which there is
/// no room.
///
/// Arguments: number of rows, bytes a row. It joins them once it is told so; until then it adds them up.
public final class ExportShop {

    private static volatile boolean told;

    private ExportShop() {}

    public static void main(String... args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        Crowd.start("export", 1, number -> export(rows, bytes));
        Leash.ask("COLLECTING");
        told = true;
        Leash.holdUntilReleased();
    }

    private static void export(int count, int bytes) {
        List<byte[]> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(Payload.ofBytes(bytes));
        }
        while (!told) {
            addUp(rows);
        }
        try {
            join(rows, count * bytes);
        } catch (OutOfMemoryError full) {
            Leash.say("OUT OF MEMORY " + rows.size());
        }
    }

    private static void addUp(List<byte[]> rows) {
        rows.forEach(Payload::sum);
    }

    private static void join(List<byte[]> rows, int bytes) {
        byte[] file = new byte[bytes];
        int at = 0;
        for (byte[] row : rows) {
            System.arraycopy(row, 0, file, at, row.length);
            at += row.length;
        }
        Leash.say("exported " + Payload.sum(file));
    }
}
