package dev.holdup.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The head of a server's answer to exactly these lines.
///
/// @param head empty if the connection was closed without a word
record RawAnswer(String head) {
    private static final Pattern FORM =
            Pattern.compile("HTTP/1\\.1 [1-5][0-9]{2}[ -~]*\r\n([A-Za-z0-9-]+: ?[ -~]*\r\n)*\r\n");

    static RawAnswer to(int port, String request, List<String> lines, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(request).append("\r\n");
        lines.forEach(line -> head.append(line).append("\r\n"));
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            // The port is free again at once: there are not so many.
            socket.setSoLinger(true, 0);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.write(body);
                socket.shutdownOutput();
            } catch (SocketException refused) {
                // It has answered without reading all.
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String answer = head(in);
            while (answer.startsWith("HTTP/1.1 100 ")) {
                answer = head(in);
            }
            return new RawAnswer(answer);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (read == '\n' && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                break;
            }
        }
        return head.toString();
    }

    boolean isWellFormed() {
        return FORM.matcher(head).matches();
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    @Nullable
    String header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }
}
