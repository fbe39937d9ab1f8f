package dev.holdup.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.AllocationSites;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.HeapLayout;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Views of heaps of which all is known.
///
/// ```
///  static Shop.carts → Object[3] → Cart ─┐
///                                → Cart ─┼→ byte[1_000]
///                                → Cart → byte[900]
///                          (the array's third Cart alone)
/// ```
class KnownViewsTest {
    private static final int CART = 16;
    private static final int SHARED = 16 + 1_000;
    private static final int OWN = 16 + 904;

    @TempDir
    private Path folder;

    private final HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT).layout(HeapLayout.COMPRESSED);

    @Test
    void classKeepsWhatItsObjectsShare() throws Exception {
        shop(0);
        HeapClasses view = Objects.requireNonNull(views().classes());
        assertThat(view.exact()).isTrue();
        HeapClasses.OfClass carts = ofClass(view, "com.acme.Cart");
        assertThat(carts.objects()).isEqualTo(3);
        assertThat(carts.shallowBytes()).isEqualTo(3 * CART);
        assertThat(carts.retainedBytes()).isEqualTo(3 * CART + SHARED + OWN);
        assertThat(carts.retainedObjects()).isEqualTo(5);
        HeapClasses.OfClass bytes = ofClass(view, "byte[]");
        assertThat(bytes.sizes()).contains(new HeapClasses.SizeRange(1_024, 2));
        assertThat(bytes.sizes().stream()
                        .mapToLong(HeapClasses.SizeRange::objects)
                        .sum())
                .isEqualTo(bytes.objects());
    }

    @Test
    void packageKeepsWhatItsClassesShare() throws Exception {
        shop(0);
        ClassBuilder basket = dump.clazz("com.acme.Basket").field("content", FieldKind.OBJECT);
        long content = dump.primitiveArray(FieldKind.BYTE, 1_000);
        dump.root(RootKind.JNI_GLOBAL, dump.instance(basket, Value.ref(content)));
        ClassBuilder bag = dump.clazz("com.acme.Bag").field("content", FieldKind.OBJECT);
        dump.root(RootKind.JNI_GLOBAL, dump.instance(bag, Value.ref(content)));
        dump.root(RootKind.STICKY_CLASS, basket.id());
        dump.root(RootKind.STICKY_CLASS, bag.id());
        HeapClasses view = Objects.requireNonNull(views().classes());
        assertThat(ofClass(view, "com.acme.Bag").retainedBytes()).isEqualTo(CART);
        assertThat(ofClass(view, "com.acme.Basket").retainedBytes()).isEqualTo(CART);
        HeapClasses.OfPackage acme = view.packages().stream()
                .filter(row -> row.packageName().equals("com.acme"))
                .findFirst()
                .orElseThrow();
        assertThat(acme.objects()).isEqualTo(5);
        assertThat(acme.retainedBytes()).isEqualTo(5 * CART + SHARED + OWN + 1_016);
    }

    @Test
    void webApplicationIsNamedByItsLoaderAndKeepsWhatItsStaticFieldsHold() throws Exception {
        ClassBuilder loaders = dump.clazz("java.lang.ClassLoader").field("name", FieldKind.OBJECT);
        ClassBuilder jetty = dump.clazz("org.eclipse.jetty.ee10.webapp.WebAppClassLoader")
                .extending(loaders)
                .field("_name", FieldKind.OBJECT);
        long loader = dump.instance(jetty, Value.ref(dump.string("/shop")));
        shop(loader);
        HeapClasses view = Objects.requireNonNull(views().classes());
        HeapClasses.OfComponent shop = view.components().stream()
                .filter(row -> row.kind().equals("web application (Jetty)"))
                .findFirst()
                .orElseThrow();
        assertThat(shop.name()).isEqualTo("/shop");
        assertThat(shop.knownBy()).isEqualTo("org.eclipse.jetty.ee10.webapp.WebAppClassLoader._name");
        assertThat(shop.loaders()).isEqualTo(1);
        assertThat(shop.classes()).isEqualTo(2);
        assertThat(shop.objects()).isEqualTo(3);
        assertThat(shop.shallowBytes()).isEqualTo(3 * CART);
        // Beside the carts and what they share: the array in the static field, the loader with its name.
        assertThat(shop.retainedBytes()).isGreaterThan(3 * CART + SHARED + OWN + 32);
        assertThat(view.loaders())
                .anySatisfy(row ->
                        assertThat(row.loader()).isEqualTo("org.eclipse.jetty.ee10.webapp.WebAppClassLoader /shop"))
                .filteredOn(row -> row.address() != null)
                .hasSize(1);
    }

    @Test
    void dominatorsSayWhereMuchComesTogether() throws Exception {
        shop(0);
        IncidentReport report = ViewsOf.report(file(), ViewName.all(), false);
        Memory memory = Objects.requireNonNull(report.memory());
        HeapDominators view =
                Objects.requireNonNull(Objects.requireNonNull(report.views()).dominators());
        HeapDominators.Drop drop = view.drops().getFirst();
        assertThat(drop.name()).isEqualTo("java.lang.Object[]");
        assertThat(drop.retainedBytes()).isEqualTo(16 + 3 * 4 + 4 + 3 * CART + SHARED + OWN);
        assertThat(drop.childClass()).isEqualTo("com.acme.Cart");
        assertThat(drop.children()).isEqualTo(4);
        assertThat(drop.largestChildBytes()).isEqualTo(SHARED);
        assertThat(drop.path()).containsExactly("class com.acme.Shop");
        HeapDominators.Dominator statics = view.tree().stream()
                .filter(holder -> holder.name().equals("static fields"))
                .findFirst()
                .orElseThrow();
        assertThat(statics.children().getFirst().name()).isEqualTo("class com.acme.Shop");
        assertThat(statics.children().getFirst().children().getFirst().name()).isEqualTo("java.lang.Object[]");
        assertThat(statics.smallerBytes()
                        + statics.children().stream()
                                .mapToLong(HeapDominators.Dominator::retainedBytes)
                                .sum())
                .isEqualTo(statics.retainedBytes());
        assertThat(view.tree().stream()
                        .mapToLong(HeapDominators.Dominator::retainedBytes)
                        .sum())
                .isEqualTo(memory.reachableBytes());
        assertThat(view.concentration().getFirst()).isEqualTo(new HeapDominators.Concentration(0.5, 1));
        assertThat(view.immediate())
                .filteredOn(row -> row.className().equals("byte[]"))
                .singleElement()
                .satisfies(row -> assertThat(row.dominators())
                        .contains(
                                new HeapDominators.By("java.lang.Object[]", 1, SHARED),
                                new HeapDominators.By("com.acme.Cart", 1, OWN)));
    }

    @Test
    void dominatorsTooManyToShowAreToldByClass() throws Exception {
        shop(0);
        int buffers = 400;
        for (int i = 0; i < buffers; i++) {
            dump.root(RootKind.JNI_GLOBAL, dump.primitiveArray(FieldKind.LONG, 10));
        }
        IncidentReport report = ViewsOf.report(file(), ViewName.all(), false);
        HeapDominators view =
                Objects.requireNonNull(Objects.requireNonNull(report.views()).dominators());
        HeapDominators.Dominator roots = view.tree().stream()
                .filter(holder -> holder.name().equals("JNI and JVM roots"))
                .findFirst()
                .orElseThrow();
        long shown = roots.children().stream()
                .filter(child -> child.name().equals("long[]"))
                .count();
        assertThat(shown).isLessThan(buffers);
        assertThat(roots.smaller())
                .contains(new HeapDominators.TopClass("long[]", buffers - shown, (buffers - shown) * (16 + 80)));
        assertThat(roots.smaller().stream()
                        .mapToLong(HeapDominators.TopClass::retainedBytes)
                        .sum())
                .isEqualTo(roots.smallerBytes());
    }

    @Test
    void overviewCountsWhatTheFileHolds() throws Exception {
        shop(0);
        dump.gap(64);
        dump.primitiveArray(FieldKind.BYTE, 500);
        dump.gap(8 << 20);
        dump.root(RootKind.MONITOR_USED, dump.primitiveArray(FieldKind.INT, 7));
        IncidentReport report = ViewsOf.report(file(), EnumSet.of(ViewName.OVERVIEW), false);
        HeapViews views = Objects.requireNonNull(report.views());
        assertThat(views.present()).containsExactly(ViewName.OVERVIEW);
        HeapOverview view = Objects.requireNonNull(views.overview());
        Memory memory = Objects.requireNonNull(report.memory());
        assertThat(view.format()).isEqualTo("JAVA PROFILE 1.0.2");
        assertThat(view.idBytes()).isEqualTo(8);
        assertThat(view.capturedAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(view.composition()).contains(new HeapOverview.Part("primitive arrays", 4, SHARED + OWN + 520 + 48));
        assertThat(view.composition().stream()
                        .mapToLong(HeapOverview.Part::bytes)
                        .sum())
                .isEqualTo(memory.totalBytes());
        assertThat(view.composition().stream()
                        .mapToLong(HeapOverview.Part::objects)
                        .sum())
                .isEqualTo(memory.objects());
        assertThat(view.reachability()).contains(new HeapOverview.Reach("not at all", memory.unreachableBytes()));
        assertThat(view.reachability().stream()
                        .mapToLong(HeapOverview.Reach::bytes)
                        .sum())
                .isEqualTo(memory.totalBytes());
        assertThat(view.rootsByKind()).contains(new HeapOverview.Roots("monitor in use", 1));
        assertThat(view.gaps().largeGaps()).isEqualTo(1);
        assertThat(view.gaps().holes()).isPositive();
        assertThat(view.gaps().largestHole()).isBetween(56L, 64L);
        assertThat(view.records())
                .contains(new HeapOverview.Records("PRIMITIVE ARRAY DUMP", 4, 4 * 18L + 1_000 + 900 + 500 + 4 * 7))
                .contains(new HeapOverview.Records("OBJECT ARRAY DUMP", 1, 25 + 3 * 8L))
                .anySatisfy(row -> assertThat(row.record()).isEqualTo("LOAD CLASS"));
    }

    @Test
    void noViewIsMadeIfNoneIsAskedFor() throws Exception {
        shop(0);
        assertThat(ViewsOf.report(file(), EnumSet.noneOf(ViewName.class), false).views())
                .isNull();
    }

    @Test
    void allocationSitesAreToldWhereTheDumpKnowsThem() throws Exception {
        for (int i = 0; i < 3; i++) {
            long array = dump.primitiveArray(FieldKind.BYTE, 1_000);
            dump.allocatedIn(array, "com.acme.Export", "buffer");
            dump.root(RootKind.JNI_GLOBAL, array);
        }
        ClassBuilder cart = dump.clazz("com.acme.Cart").field("content", FieldKind.OBJECT);
        dump.allocatedIn(dump.instance(cart), "com.acme.Shop", "open");
        AllocationSites view = Objects.requireNonNull(views().allocationSites());
        AllocationSites.Site first = view.sites().getFirst();
        assertThat(first.frames()).containsExactly("com.acme.Export.buffer(Source.java:17)");
        assertThat(first.className()).isEqualTo("byte[]");
        assertThat(first.objects()).isEqualTo(3);
        assertThat(first.bytes()).isEqualTo(3 * 1_016);
        assertThat(view.sites()).anySatisfy(site -> {
            assertThat(site.frames()).containsExactly("com.acme.Shop.open(Source.java:17)");
            assertThat(site.objects()).isEqualTo(1);
            assertThat(site.bytes()).isEqualTo(CART);
        });
        assertThat(view.saying()).contains("com.acme.Export.buffer", "byte[]");
    }

    @Test
    void whereTheDumpKnowsNoSitesTheViewSaysSo() throws Exception {
        shop(0);
        AllocationSites view = Objects.requireNonNull(views().allocationSites());
        assertThat(view.sites()).isEmpty();
        assertThat(view.saying()).contains("does not say where");
    }

    /// The heap above, its classes defined by the loader.
    private void shop(long loader) {
        ClassBuilder cart = dump.clazz("com.acme.Cart").field("content", FieldKind.OBJECT);
        long shared = dump.primitiveArray(FieldKind.BYTE, 1_000);
        long own = dump.primitiveArray(FieldKind.BYTE, 900);
        long carts = dump.array(
                dump.instance(cart, Value.ref(shared)),
                dump.instance(cart, Value.ref(shared)),
                dump.instance(cart, Value.ref(own)));
        ClassBuilder shop = dump.clazz("com.acme.Shop").staticField("carts", Value.ref(carts));
        if (loader != 0) {
            cart.loadedBy(loader);
            shop.loadedBy(loader);
        }
        dump.root(RootKind.STICKY_CLASS, shop.id());
        dump.root(RootKind.STICKY_CLASS, cart.id());
    }

    private HeapViews views() throws Exception {
        return Objects.requireNonNull(
                ViewsOf.report(file(), ViewName.all(), false).views());
    }

    private Path file() throws Exception {
        Path file = folder.resolve("heap.hprof");
        dump.writeTo(file);
        return file;
    }

    private static HeapClasses.OfClass ofClass(HeapClasses view, String name) {
        return view.classes().stream()
                .filter(row -> row.className().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
