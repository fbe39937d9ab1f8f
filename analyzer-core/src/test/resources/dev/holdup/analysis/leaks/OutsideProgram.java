import com.sun.management.HotSpotDiagnosticMXBean;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PoolChunkListMetric;
import io.netty.buffer.PoolChunkMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Owns known memory, sockets and files outside of the heap, and writes its own heap dump. For Java 17 and later. */
public final class OutsideProgram {
    static final class Frames {
        private static final ByteBuffer[] RING = new ByteBuffer[8];
    }

    static final class Upload {
        private final List<ByteBuffer> parts = new ArrayList<>();
    }

    static final class Index {
        private ByteBuffer file;
    }

    private static final Upload UPLOAD = new Upload();
    private static final Index INDEX = new Index();
    private static final List<Object> KEPT = new ArrayList<>();
    private static final StringBuilder FIGURES = new StringBuilder();

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        buffers(folder);
        sockets(folder);
        files(folder);
        netty();
        loaders(folder);
        Thread small = new Thread(null, OutsideProgram::sleep, "small", 300 << 10);
        small.setDaemon(true);
        small.start();
        KEPT.add(ManagementFactory.getRuntimeMXBean().getInputArguments());
        Files.writeString(folder.resolve("figures.txt"), FIGURES);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(folder.resolve("heap.hprof").toString(), true);
        Runtime.getRuntime().halt(0);
    }

    private static void buffers(Path folder) throws IOException {
        for (int i = 0; i < Frames.RING.length; i++) {
            Frames.RING[i] = ByteBuffer.allocateDirect(64 << 10);
            KEPT.add(Frames.RING[i].slice());
            KEPT.add(Frames.RING[i].asReadOnlyBuffer());
        }
        for (int i = 0; i < 3; i++) {
            UPLOAD.parts.add(ByteBuffer.allocateDirect(1_000_000));
        }
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("index.bin").toFile(), "rw")) {
            file.setLength(70_000);
            INDEX.file = file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, 70_000);
        }
    }

    private static void sockets(Path folder) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket server = new ServerSocket(0, 50, loopback);
        FIGURES.append("server=").append(server.getLocalPort()).append('\n');
        KEPT.add(server);
        for (int i = 0; i < 3; i++) {
            KEPT.add(new Socket(loopback, server.getLocalPort()));
            KEPT.add(server.accept());
        }
        for (int i = 0; i < 4; i++) {
            Socket closed = new Socket(loopback, server.getLocalPort());
            closed.close();
            server.accept().close();
            KEPT.add(closed);
        }
        KEPT.add(new Socket());
        ServerSocketChannel channel = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        FIGURES.append("channel=").append(port).append('\n');
        KEPT.add(channel);
        for (int i = 0; i < 2; i++) {
            KEPT.add(SocketChannel.open(new InetSocketAddress(loopback, port)));
            KEPT.add(channel.accept());
        }
        try {
            // Nothing is sent: a datagram socket is only told whom to send to.
            KEPT.add(DatagramChannel.open().connect(new InetSocketAddress("192.0.2.77", 5353)));
            FIGURES.append("far=true\n");
        } catch (IOException noRoute) {
            FIGURES.append("far=false\n");
        }
    }

    private static void files(Path folder) throws IOException {
        Path data = Files.write(folder.resolve("customers.csv"), new byte[100]);
        for (int i = 0; i < 2; i++) {
            KEPT.add(new FileInputStream(data.toFile()));
        }
        FileInputStream closed = new FileInputStream(data.toFile());
        closed.close();
        KEPT.add(closed);
        FileOutputStream log = new FileOutputStream(folder.resolve("audit.log").toFile());
        KEPT.add(log);
        // The channel of a stream has the stream's descriptor.
        KEPT.add(log.getChannel());
        KEPT.add(new RandomAccessFile(folder.resolve("store.db").toFile(), "rw"));
        KEPT.add(FileChannel.open(data));
        Path zip = folder.resolve("plugins.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a"));
        }
        KEPT.add(new ZipFile(zip.toFile()));
        for (int i = 0; i < 3; i++) {
            KEPT.add(new Inflater());
            KEPT.add(new Deflater());
        }
        Deflater ended = new Deflater();
        ended.end();
        KEPT.add(ended);
    }

    private static void netty() {
        PooledByteBufAllocator pooled = new PooledByteBufAllocator(true, 1, 2, 8192, 7, 0, 0, false);
        List<ByteBuf> handedOut = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            handedOut.add(pooled.directBuffer(50_000));
        }
        for (int i = 0; i < 10; i++) {
            handedOut.remove(handedOut.size() - 1).release();
        }
        handedOut.add(pooled.directBuffer(3 << 20));
        handedOut.add(pooled.heapBuffer(10_000));
        KEPT.add(pooled);
        KEPT.add(handedOut);
        long chunks = 0;
        long bytes = 0;
        long free = 0;
        for (PoolArenaMetric arena : pooled.metric().directArenas()) {
            for (PoolChunkListMetric list : arena.chunkLists()) {
                for (PoolChunkMetric chunk : list) {
                    chunks++;
                    bytes += chunk.chunkSize();
                    free += chunk.freeBytes();
                }
            }
        }
        // What is too large for a chunk has one of its own, of which the arena knows no more than the bytes.
        FIGURES.append("pooled=").append(chunks).append(' ').append(bytes).append(' ').append(bytes - free).append('\n');
        FIGURES.append("pooledDirect=").append(pooled.metric().usedDirectMemory()).append('\n');
        AdaptiveByteBufAllocator adaptive = new AdaptiveByteBufAllocator(true, false);
        List<ByteBuf> more = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            more.add(adaptive.directBuffer(10_000, 10_000));
        }
        KEPT.add(adaptive);
        KEPT.add(more);
        FIGURES.append("adaptiveDirect=").append(adaptive.usedDirectMemory()).append('\n');
    }

    static final class Deployed {
        private static final List<Object> APPS = new ArrayList<>();
    }

    static final class Hidden {}

    /** One application four times, three loaders without a class, and 30 classes of one kind made while it runs. */
    private static void loaders(Path folder) throws Exception {
        URL[] classes = {folder.resolve("plugins/").toUri().toURL()};
        for (int i = 0; i < 4; i++) {
            ClassLoader loader = new URLClassLoader(classes, null);
            Object app = loader.loadClass("plug.Leaking").getDeclaredConstructor(int.class).newInstance(100_000);
            if (i < 3) {
                Deployed.APPS.add(app);
            } else {
                Thread thread = new Thread(OutsideProgram::sleep, "forgotten");
                thread.setContextClassLoader(loader);
                thread.setDaemon(true);
                thread.start();
            }
            Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null);
        }
        for (int i = 0; i < 3; i++) {
            KEPT.add(new URLClassLoader(classes, null));
        }
        try (InputStream bytes = OutsideProgram.class.getResourceAsStream("OutsideProgram$Hidden.class")) {
            byte[] code = bytes.readAllBytes();
            for (int i = 0; i < 30; i++) {
                KEPT.add(MethodHandles.lookup().defineHiddenClass(code, false).lookupClass());
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1_000_000);
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }
}
