package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.RefcBinaries;
import java.util.Arrays;
import java.util.List;

/// Puts `=binary` sections and references to them together: who holds which.
final class BinaryTable {
    private final Sections sections;
    private final ProcessTable processes;
    private final LongList listedAddresses;
    private final LongList listedSizes;

    /// @param listedAddresses of the `=binary` sections, with their sizes in the other list
    BinaryTable(Sections sections, ProcessTable processes, LongList listedAddresses, LongList listedSizes) {
        this.sections = sections;
        this.processes = processes;
        this.listedAddresses = listedAddresses;
        this.listedSizes = listedSizes;
    }

    /// References of heaps that belong to a process, in the order of the text: those of one process lie together.
    private record Edges(LongList addresses, LongList holders, LongList sliceBytes, LongList seenBytes) {}

    RefcBinaries build(List<BinaryUses> uses, long leftOut) {
        Edges edges = edges(uses);
        long[] addresses = new long[listedAddresses.size() + edges.addresses().size()];
        listedAddresses.copyTo(addresses, 0);
        edges.addresses().copyTo(addresses, listedAddresses.size());
        addresses = Arrays.stream(addresses).parallel().sorted().distinct().toArray();
        LongIndex binaryByAddress = new LongIndex(addresses.length);
        for (int binary = 0; binary < addresses.length; binary++) {
            binaryByAddress.putIfAbsent(addresses[binary], binary);
        }
        long[] bytes = new long[addresses.length];
        long[] seen = new long[addresses.length];
        Arrays.fill(bytes, RefcBinaries.UNKNOWN);
        for (int listed = 0; listed < listedAddresses.size(); listed++) {
            bytes[binaryByAddress.get(listedAddresses.get(listed))] = listedSizes.get(listed);
        }

        // Rows by binary: count, sum, fill; then the references of one holder become one.
        int[] first = new int[addresses.length + 1];
        int[] binaryByEdge = new int[edges.addresses().size()];
        for (int edge = 0; edge < binaryByEdge.length; edge++) {
            int binary = binaryByAddress.get(edges.addresses().get(edge));
            binaryByEdge[edge] = binary;
            seen[binary] = Math.max(seen[binary], edges.seenBytes().get(edge));
            first[binary + 1]++;
        }
        for (int binary = 0; binary < addresses.length; binary++) {
            first[binary + 1] += first[binary];
        }
        int[] next = Arrays.copyOf(first, addresses.length);
        int[] holders = new int[binaryByEdge.length];
        long[] slices = new long[binaryByEdge.length];
        for (int edge = 0; edge < binaryByEdge.length; edge++) {
            int place = next[binaryByEdge[edge]]++;
            holders[place] = (int) edges.holders().get(edge);
            slices[place] = edges.sliceBytes().get(edge);
        }
        return merged(addresses, bytes, seen, first, holders, slices, leftOut);
    }

    private static RefcBinaries merged(
            long[] addresses, long[] bytes, long[] seen, int[] first, int[] holders, long[] slices, long leftOut) {
        int[] mergedFirst = new int[first.length];
        int kept = 0;
        for (int binary = 0; binary < addresses.length; binary++) {
            int rowStart = kept;
            for (int place = first[binary]; place < first[binary + 1]; place++) {
                if (kept > rowStart && holders[kept - 1] == holders[place]) {
                    slices[kept - 1] += slices[place];
                } else {
                    holders[kept] = holders[place];
                    slices[kept++] = slices[place];
                }
            }
            mergedFirst[binary + 1] = kept;
        }
        return new RefcBinaries(
                addresses,
                bytes,
                seen,
                mergedFirst,
                Arrays.copyOf(holders, kept),
                Arrays.copyOf(slices, kept),
                leftOut);
    }

    private Edges edges(List<BinaryUses> uses) {
        Edges edges = new Edges(new LongList(), new LongList(), new LongList(), new LongList());
        LongIndex listed = new LongIndex(listedAddresses.size());
        for (int binary = 0; binary < listedAddresses.size(); binary++) {
            listed.putIfAbsent(listedAddresses.get(binary), binary);
        }
        HeapParts parts = new HeapParts(sections);
        long sectionEnd = -1;
        int holder = ProcessTable.NONE;
        int heap = -1;
        for (BinaryUses piece : uses) {
            for (int use = 0; use < piece.size(); use++) {
                if (piece.position(use) >= sectionEnd) {
                    heap = sections.at(piece.position(use));
                    sectionEnd = heap < 0 ? -1 : sections.end(heap);
                    holder =
                            heap < 0 || sections.tag(heap) != SectionTag.PROC_HEAP ? ProcessTable.NONE : holderOf(heap);
                }
                if (holder == ProcessTable.NONE) {
                    continue;
                }
                long target = piece.target(use);
                if (piece.part(use) && listed.get(target) == LongIndex.NONE && parts.isHeapLine(heap, target)) {
                    // A part of a small binary, or of a reference that is counted itself.
                    continue;
                }
                edges.addresses().add(target);
                edges.holders().add(holder);
                edges.sliceBytes().add(piece.bytes(use));
                edges.seenBytes().add(piece.offset(use) + piece.bytes(use));
            }
        }
        return edges;
    }

    private int holderOf(int heap) {
        int process =
                processes.indexOf(ProcessTable.pidKey(sections.text(), sections.idStart(heap), sections.headEnd(heap)));
        return process == LongIndex.NONE ? ProcessTable.NONE : process;
    }
}
