package dev.holdup.analysis;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.ObjectLayout;
import dev.holdup.analysis.heap.QuickHeap;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Histogram and threads of a heap dump in one pass, at close to the speed of reading.
public final class QuickAnalyzer {
    private final int threads;

    /// @param threads worker threads, at least 1
    public QuickAnalyzer(int threads) {
        this.threads = threads;
    }

    public QuickLook analyze(HeapDump dump, Progress progress) {
        QuickHeap heap = QuickHeap.of(dump, new Workers(threads), progress::at);
        List<QuickLook.Row> rows = new ArrayList<>();
        for (int i = 0; i < heap.classes().size(); i++) {
            if (heap.totals().objectsByClass()[i] > 0) {
                rows.add(new QuickLook.Row(
                        heap.classes().get(i).name(),
                        heap.totals().objectsByClass()[i],
                        heap.totals().bytesByClass()[i]));
            }
        }
        rows.sort(Comparator.comparingLong(QuickLook.Row::shallowBytes)
                .reversed()
                .thenComparing(QuickLook.Row::className));
        List<String> warnings = new ArrayList<>();
        dump.warnings().forEach(warning -> warnings.add(warning.what() + " " + warning.effect()));
        heap.warnings().forEach(warning -> warnings.add(warning.what() + " " + warning.effect()));
        return new QuickLook(
                dump.input(),
                heap.totals().objects(),
                heap.totals().bytes(),
                heap.gcRoots(),
                layout(heap.layout()),
                List.copyOf(rows),
                heap.threads().stream().map(QuickAnalyzer::row).toList(),
                List.copyOf(warnings));
    }

    private static String layout(ObjectLayout layout) {
        return "header " + layout.headerBytes() + ", references " + layout.referenceBytes() + ", alignment "
                + layout.alignmentBytes() + " bytes, " + layout.source();
    }

    private static QuickLook.ThreadRow row(HeapThread thread) {
        return new QuickLook.ThreadRow(
                thread.name(),
                thread.threadId() < 0 ? null : "#" + thread.threadId(),
                thread.state() == null ? null : thread.state().name(),
                thread.frames().stream().map(JvmFrame::text).toList());
    }
}
