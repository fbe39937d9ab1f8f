package dev.holdup.dumps.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.dumps.storage.TemporaryFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Temporary files are gone after any end of their owner.
class TemporaryFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private final String usual = System.getProperty("java.io.tmpdir");

    @BeforeEach
    void useTheFolder() {
        System.setProperty("java.io.tmpdir", folder.toString());
    }

    @AfterEach
    void goBack() {
        System.setProperty("java.io.tmpdir", usual);
    }

    @Test
    void anOpenFileHasNoNameAlready() throws Exception {
        try (FileChannel file = TemporaryFiles.createFile()) {
            assertThat(folder).isEmptyDirectory();
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(file.size()).isEqualTo(3);
        }
    }

    @Test
    void contentOutlivesItsFileInTheMapping() throws Exception {
        byte[] content = "what was unpacked".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            var mapped = mapped(content, arena);
            assertThat(folder).isEmptyDirectory();
            assertThat(mapped.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(content);
        }
    }

    private static java.lang.foreign.MemorySegment mapped(byte[] content, Arena arena) throws IOException {
        try (SpillFile file = SpillFile.of(new ByteArrayInputStream(content), content.length)) {
            return file.map(arena);
        }
    }

    @Test
    void whatDeadProcessesLeftIsRemovedAndNothingElse() throws Exception {
        long dead = deadProcess();
        Path left = Files.createFile(folder.resolve("holdup-" + dead + "-0123456789abcdef"));
        Path leftFolder = Files.createDirectory(folder.resolve("holdup-" + dead + "-fedcba9876543210"));
        Files.createFile(leftFolder.resolve("libzstd.so"));
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.createFile(precious.resolve("file"));
        Path link = Files.createSymbolicLink(folder.resolve("holdup-" + dead + "-aaaaaaaaaaaaaaaa"), precious);
        long other = ProcessHandle.current().parent().orElseThrow().pid();
        Path living = Files.createFile(folder.resolve("holdup-" + other + "-0123456789abcdef"));
        // As in a container, whose first process always has the same number.
        Path ofOurNumber = Files.createFile(
                folder.resolve("holdup-" + ProcessHandle.current().pid() + "-0123456789abcdef"));
        Path ours = TemporaryFiles.createFolder();
        Path notOurs = Files.createFile(folder.resolve("holdup-report.html"));

        TemporaryFiles.createFile().close();

        assertThat(left).doesNotExist();
        assertThat(leftFolder).doesNotExist();
        assertThat(Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(precious.resolve("file")).exists();
        assertThat(living).exists();
        assertThat(ofOurNumber).doesNotExist();
        assertThat(ours).exists();
        assertThat(notOurs).exists();
    }

    private static long deadProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        return process.pid();
    }

    @Test
    void theZstdLibraryLeavesNoFile() throws Exception {
        ZstdLibrary.load();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsNotFilledFurther() {
        assertThatThrownBy(() -> SpillFile.of(new ByteArrayInputStream(new byte[10]), 0, Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no room to unpack it in " + folder);
        assertThat(folder).isEmptyDirectory();
    }
}
