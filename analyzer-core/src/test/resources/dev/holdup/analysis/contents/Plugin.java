package plug;

public final class Plugin {
    static final byte[] STATE = new byte[100_000];
}
