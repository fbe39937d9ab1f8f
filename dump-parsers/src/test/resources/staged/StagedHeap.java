import java.util.ArrayList;
import java.util.List;

/// Holds objects of known numbers and ends with its input.
public final class StagedHeap {
    static final class Marker {
        final byte[] content = new byte[40];
        final int number;

        Marker(int number) {
            this.number = number;
        }
    }

    static final List<Marker> MARKERS = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 54_321; i++) {
            MARKERS.add(new Marker(i));
        }
        System.out.println("ready");
        System.in.read();
    }
}
