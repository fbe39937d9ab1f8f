package dev.holdup.analysis.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are cut, foreign, older or changed.
class DamagedKeptHeapTest {
    @TempDir
    private Path folder;

    private byte[] whole = {};

    @BeforeEach
    void keep() throws Exception {
        try (Heaps.OpenHeap open = Heaps.open(writer(40))) {
            KeptHeapWriter.write(
                    open.graph(), KeptOf.tree(open.graph(), true), KeptOf.FINGERPRINT, kept(), (pass, done) -> {});
        }
        writer(40).writeTo(dump());
        whole = Files.readAllBytes(kept());
    }

    private Path kept() {
        return folder.resolve("kept");
    }

    private Path dump() {
        return folder.resolve("heap.hprof");
    }

    private static HeapDumpWriter writer(int count) {
        HeapDumpWriter writer = new HeapDumpWriter(IdSize.EIGHT);
        long last = writer.node(32);
        for (int i = 1; i < count; i++) {
            last = writer.node(32, last);
        }
        writer.root(RootKind.JNI_GLOBAL, last);
        writer.thread("main").frame("com.acme.Main", "run").local(last).live();
        return writer;
    }

    private void open() throws Exception {
        KeptHeap.open(kept(), dump()).close();
    }

    @Test
    void nothingIsLeftBesideTheWholeFileAndItOpens() throws Exception {
        open();
        assertThat(KeptHeap.fingerprintOf(kept())).isEqualTo(KeptOf.FINGERPRINT);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(kept(), dump());
        }
    }

    @Test
    void theSameDumpIsKeptInTheSameBytes() throws Exception {
        Files.delete(kept());
        keep();
        assertThat(Files.readAllBytes(kept())).isEqualTo(whole);
    }

    @Test
    void aFileThatIsCutIsRefusedWhereverItIsCut() throws Exception {
        for (int length : new int[] {0, 1, 100, KeptHeader.BYTES - 1, KeptHeader.BYTES, whole.length - 1}) {
            Files.write(kept(), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open).isInstanceOf(UnusableKeptHeapException.class);
        }
    }

    @Test
    void anyChangedByteOfTheHeaderIsNoticed() throws Exception {
        for (int at = 0; at < KeptHeader.BYTES; at += 7) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x41;
            Files.write(kept(), changed);
            assertThatThrownBy(this::open).isInstanceOf(UnusableKeptHeapException.class);
        }
    }

    @Test
    void anotherVersionIsNamed() throws Exception {
        byte[] changed = whole.clone();
        changed[16]++;
        Files.write(kept(), changed);
        assertThatThrownBy(this::open)
                .isInstanceOf(UnusableKeptHeapException.class)
                .hasMessage("The kept heap is of format 2, this version reads 1.");
    }

    @Test
    void anotherDumpIsNoticedByItsLengthOrByItsContent() throws Exception {
        writer(41).writeTo(dump());
        assertThatThrownBy(this::open).hasMessage("The kept heap was made of another dump.");
        writer(40).writeTo(dump());
        byte[] changed = Files.readAllBytes(dump());
        changed[changed.length - 30]++;
        Files.write(dump(), changed);
        assertThatThrownBy(this::open).hasMessage("The kept heap was made of another dump.");
    }

    /// Whatever bytes stand behind the header, what is asked gets an answer or is refused: nothing else.
    @Test
    void changedBytesBehindTheHeaderNeverReachOutsideOfTheFile() throws Exception {
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            for (int i = 0; i < 40; i++) {
                changed[KeptHeader.BYTES + random.nextInt(whole.length - KeptHeader.BYTES)] = (byte) random.nextInt();
            }
            Files.write(kept(), changed);
            try (KeptHeap heap = KeptHeap.open(kept(), dump())) {
                askAll(heap);
            } catch (IndexOutOfBoundsException | BufferUnderflowException damaged) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void askAll(KeptHeap heap) {
        for (int object = 0; object < heap.size(); object++) {
            heap.indexOf(heap.addressOf(object));
            heap.reachability(object);
            heap.dominatorOf(object);
            KeptOf.list(heap.dominatedBy(object));
            KeptOf.list(heap.referrersOf(object));
            heap.rootsOf(object, 10);
            heap.classDescribedBy(object);
            heap.fieldsOf(heap.classOf(object));
        }
        for (int c = 0; c < heap.classCount(); c++) {
            KeptOf.list(heap.instancesOf(c));
            heap.figuresOf(c);
        }
        for (int t = 0; t < heap.threadCount(); t++) {
            heap.threadAt(t);
        }
    }
}
