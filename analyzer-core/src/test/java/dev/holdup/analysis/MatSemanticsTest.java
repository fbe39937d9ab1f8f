package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.ObjectExport.Dominator;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.HeapLayout;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of Eclipse MAT one by one; [MatOracleTest] holds them against MAT itself.
class MatSemanticsTest {
    private static final long BOOT_LOADER = 0;

    @TempDir
    private Path folder;

    private final HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);

    private record Row(long shallow, long retained, Dominator dominator, long dominatorAddress) {}

    private record Rows(Map<Long, Row> rowByAddress) {
        Row at(long address) {
            return Objects.requireNonNull(rowByAddress.get(address));
        }
    }

    @Test
    void eachClassesFieldsEndAtAMultipleOfTheReferenceSize() throws Exception {
        alignedTo8();
        ClassBuilder base = dump.clazz("com.acme.Base").field("flag", FieldKind.BOOLEAN);
        ClassBuilder middle = dump.clazz("com.acme.Middle")
                .extending(base)
                .field("letter", FieldKind.CHAR)
                .field("other", FieldKind.OBJECT);
        ClassBuilder leaf = dump.clazz("com.acme.Leaf").extending(middle).field("tag", FieldKind.BYTE);
        long instance = rooted(dump.instance(leaf));
        // 8 + 8, then 1 → 24, 2 + 8 → 40, 1 → 48.
        assertThat(rows().at(instance).shallow()).isEqualTo(48);
        assertCompressedReferences();
        // 8 + 4, then 1 → 16, 2 + 4 → 24, 1 → 28, aligned.
        assertThat(rows().at(instance).shallow()).isEqualTo(32);
    }

    @Test
    void headersAreAnAddressAndAReferenceHoweverTheObjectsLie() throws Exception {
        dump.layout(HeapLayout.LARGE_HEAP);
        alignedTo8();
        long array = rooted(dump.primitiveArray(FieldKind.BYTE, 9));
        long references = rooted(dump.array(0, 0));
        // 16 + 4, in arrays of primitives up to the next 8.
        assertThat(rows().at(array).shallow()).isEqualTo(24 + 16);
        assertThat(rows().at(references).shallow()).isEqualTo(40);
    }

    @Test
    void ofA32BitDumpAllIsFourBytesWide() throws Exception {
        HeapDumpWriter narrow = new HeapDumpWriter(IdSize.FOUR).layout(HeapLayout.COMPACT);
        ClassBuilder pair =
                narrow.clazz("com.acme.Pair").field("left", FieldKind.OBJECT).field("right", FieldKind.OBJECT);
        long instance = narrow.instance(pair);
        long bytes = narrow.primitiveArray(FieldKind.BYTE, 1);
        Rows rows = rows(narrow);

        assertThat(rows.at(instance).shallow()).isEqualTo(16);
        assertThat(rows.at(bytes).shallow()).isEqualTo(16);
    }

    @Test
    void sizesAreMultiplesOfTheCommonDivisorOfAllGaps() throws Exception {
        dump.layout(new HeapLayout(12, 4, 32));
        assertCompressedReferences();
        long instance = dump.instance(dump.clazz("com.acme.Empty"));
        assertThat(rows().at(instance).shallow()).isEqualTo(32);
        dump.nextAddress(0x9000_0008L);
        dump.node(32);
        assertThat(rows().at(instance).shallow()).isEqualTo(16);
    }

    @Test
    void aClassObjectIsItsStaticFields() throws Exception {
        alignedTo8();
        ClassBuilder none = dump.clazz("com.acme.None").field("instanceField", FieldKind.LONG);
        ClassBuilder some = dump.clazz("com.acme.Some")
                .staticField("A", Value.of(1L))
                .staticField("B", Value.ref(0))
                .staticField("C", Value.of(true));
        assertThat(rows().at(none.id()).shallow()).isZero();
        assertThat(rows().at(some.id()).shallow()).isEqualTo(24);
        assertCompressedReferences();
        assertThat(rows().at(some.id()).shallow()).isEqualTo(16);
    }

    /// ```
    ///  root → instance → its class → its loader → the loader's class → java.lang.ClassLoader → boot loader
    /// ```
    @Test
    void anInstanceKeepsItsClassAndThatItsLoader() throws Exception {
        alignedTo8();
        dump.root(RootKind.STICKY_CLASS, dump.clazz("java.lang.Object").id());
        ClassBuilder loaderClass = dump.clazz("java.lang.ClassLoader");
        ClassBuilder ownLoader = dump.clazz("com.acme.Loader").extending(loaderClass);
        long loader = dump.instance(ownLoader);
        long held = dump.node(16);
        ClassBuilder type = dump.clazz("com.acme.Plugin").loadedBy(loader).staticField("HELD", Value.ref(held));
        long instance = rooted(dump.instance(type));
        Rows rows = rows();

        assertThat(rows.at(type.id())).satisfies(row -> dominatedBy(row, instance));
        assertThat(rows.at(held)).satisfies(row -> dominatedBy(row, type.id()));
        assertThat(rows.at(loader)).satisfies(row -> dominatedBy(row, type.id()));
        assertThat(rows.at(ownLoader.id())).satisfies(row -> dominatedBy(row, loader));
        assertThat(rows.at(BOOT_LOADER).shallow()).isEqualTo(16);
        assertThat(rows.at(BOOT_LOADER).dominator()).isEqualTo(Dominator.ROOTS);
    }

    @Test
    void withoutAnySystemClassThoseOfTheBootLoaderAreRootsButArraysAreNot() throws Exception {
        ClassBuilder ofBootLoader = dump.clazz("com.acme.Boot");
        ClassBuilder ofMissingLoader = dump.clazz("com.acme.Missing").loadedBy(0x1234_5678L);
        ClassBuilder ofLoader = dump.clazz("com.acme.Own").loadedBy(dump.node(16));
        ClassBuilder arrays = dump.clazz("[Lcom.acme.Boot;");
        Rows rows = rows();

        assertThat(rows.at(ofBootLoader.id()).dominator()).isEqualTo(Dominator.ROOTS);
        assertThat(rows.at(ofMissingLoader.id()).dominator()).isEqualTo(Dominator.ROOTS);
        assertThat(rows.at(ofLoader.id()).dominator()).isEqualTo(Dominator.NONE);
        assertThat(rows.at(arrays.id()).dominator()).isEqualTo(Dominator.NONE);
        dump.root(RootKind.STICKY_CLASS, arrays.id());
        assertThat(rows().at(ofBootLoader.id()).dominator()).isEqualTo(Dominator.NONE);
    }

    @Test
    void aReferentIsRetained() throws Exception {
        ClassBuilder reference = dump.clazz("java.lang.ref.Reference")
                .field("referent", FieldKind.OBJECT)
                .field("discovered", FieldKind.OBJECT);
        ClassBuilder weak = dump.clazz("java.lang.ref.WeakReference").extending(reference);
        long referent = dump.node(16);
        long discovered = dump.node(24);
        long holder = rooted(dump.instance(weak, Value.ref(referent), Value.ref(discovered)));
        Rows rows = rows();

        assertThat(rows.at(referent)).satisfies(row -> dominatedBy(row, holder));
        assertThat(rows.at(discovered)).satisfies(row -> dominatedBy(row, holder));
    }

    @Test
    void aLocalIsTheThreadsIfItsRecordStandsBeforeAndARootOtherwise() throws Exception {
        long early = dump.node(16);
        long late = dump.node(24);
        long thread = dump.thread("worker").id();
        dump.root(RootKind.JAVA_FRAME, early, 7, -1);
        dump.root(RootKind.THREAD_OBJECT, thread, 7, 0);
        dump.root(RootKind.JNI_LOCAL, late, 7, -1);
        Rows rows = rows();

        assertThat(rows.at(early).dominator()).isEqualTo(Dominator.ROOTS);
        assertThat(rows.at(late)).satisfies(row -> dominatedBy(row, thread));
        assertThat(rows.at(thread).dominator()).isEqualTo(Dominator.ROOTS);
    }

    @Test
    void ofTwoThreadsWithOneNumberTheOneInFrontOfTheLocalHasIt() throws Exception {
        long ofFirst = dump.node(16);
        long ofSecond = dump.node(24);
        long first = dump.thread("first").id();
        long second = dump.thread("second").id();
        dump.root(RootKind.THREAD_OBJECT, first, 7, 0);
        dump.root(RootKind.NATIVE_STACK, ofFirst, 7, 0);
        dump.root(RootKind.THREAD_OBJECT, second, 7, 0);
        dump.root(RootKind.THREAD_BLOCK, ofSecond, 7, 0);
        Rows rows = rows();

        assertThat(rows.at(ofFirst)).satisfies(row -> dominatedBy(row, first));
        assertThat(rows.at(ofSecond)).satisfies(row -> dominatedBy(row, second));
        assertThat(rows.at(first).dominator()).isEqualTo(Dominator.ROOTS);
    }

    @Test
    void aLocalOfAThreadThatIsNotInTheDumpIsLost() throws Exception {
        long local = dump.node(16);
        dump.root(RootKind.THREAD_OBJECT, 0x1234_5678L, 7, 0);
        dump.root(RootKind.JAVA_FRAME, local, 7, -1);

        assertThat(rows().at(local).dominator()).isEqualTo(Dominator.NONE);
    }

    /// Objects of the synthetic dump lie 128 bytes apart otherwise, as its classes do.
    private void alignedTo8() {
        dump.node(24);
    }

    private long rooted(long objectId) {
        dump.root(RootKind.JNI_GLOBAL, objectId);
        return objectId;
    }

    /// An array that begins where the one before it would still be, had it wide references.
    private void assertCompressedReferences() {
        dump.array(new long[30]);
        dump.array(1, 2);
    }

    private static void dominatedBy(Row row, long address) {
        assertThat(row.dominator()).isEqualTo(Dominator.OBJECT);
        assertThat(row.dominatorAddress()).isEqualTo(address);
    }

    private Rows rows() throws Exception {
        return rows(dump);
    }

    private Rows rows(HeapDumpWriter writer) throws Exception {
        Path file = folder.resolve("heap.hprof");
        writer.writeTo(file);
        Map<Long, Row> rowByAddress = new HashMap<>();
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            new ObjectExport(2, MemoryLimit.ofMachine(), Semantics.MAT, false)
                    .write(
                            Objects.requireNonNull(dumps.heap()),
                            (address, className, shallow, retained, dominator, dominatorAddress) ->
                                    rowByAddress.put(address, new Row(shallow, retained, dominator, dominatorAddress)),
                            Progress.SILENT);
        }
        return new Rows(rowByAddress);
    }
}
