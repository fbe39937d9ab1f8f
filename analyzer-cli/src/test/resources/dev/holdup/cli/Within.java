/** Loaded from a folder whose name is a secret. */
public final class Within {
    final byte[] content = new byte[1024];
}
