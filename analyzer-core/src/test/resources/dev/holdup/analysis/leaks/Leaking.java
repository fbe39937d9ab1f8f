package plug;

public final class Leaking {
    private static byte[] state = new byte[0];

    public Leaking(int bytes) {
        state = new byte[bytes];
    }

    public int size() {
        return state.length;
    }
}
