package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.RefcBinaries;
import java.util.List;

/// What processes keep alive: their own memory, and the refc binaries that nobody else refers to.
///
/// Heaps are private, so a group's memory is the sum of its members'; a refc binary belongs to the group if all its
/// holders do, and counts once. Tables and drivers may hold a binary as well, which no dump shows.
///
/// `binaryBytesByProcess[process]` are binaries that it alone holds, `binaryBytesByGroup[group]` those that only
/// members of the group hold.
record ProcessMemory(
        List<ErlangProcess> processes,
        long[] binaryBytesByProcess,
        long[] binaryBytesByGroup,
        long[] sliceBytesByProcess) {

    static ProcessMemory of(ErlangCrashDump dump, ProcessGroups groups) {
        int count = dump.processes().size();
        long[] byProcess = new long[count];
        long[] slices = new long[count];
        long[] byGroup = new long[groups.all().size()];
        RefcBinaries binaries = dump.binaries();
        for (int binary = 0; binary < binaries.size(); binary++) {
            int start = binaries.firstReference()[binary];
            int end = binaries.firstReference()[binary + 1];
            int group = -1;
            boolean oneGroup = true;
            for (int reference = start; reference < end; reference++) {
                int holder = binaries.holderByReference()[reference];
                slices[holder] += binaries.sliceBytesByReference()[reference];
                int groupOfHolder = groups.of(holder).index();
                oneGroup &= group < 0 || group == groupOfHolder;
                group = groupOfHolder;
            }
            if (end == start + 1) {
                byProcess[binaries.holderByReference()[start]] += binaries.leastBytes(binary);
            }
            if (group >= 0 && oneGroup) {
                byGroup[group] += binaries.leastBytes(binary);
            }
        }
        return new ProcessMemory(dump.processes(), byProcess, byGroup, slices);
    }

    /// What would go with the process.
    long ofProcess(int process) {
        return processes.get(process).memoryBytes() + binaryBytesByProcess[process];
    }

    /// What would go with the group.
    long ofGroup(ProcessGroup group) {
        return heapsOf(group) + binaryBytesByGroup[group.index()];
    }

    /// Without binaries.
    long heapsOf(ProcessGroup group) {
        long sum = 0;
        for (int member : group.members()) {
            sum += processes.get(member).memoryBytes();
        }
        return sum;
    }

    /// Binaries that several members hold together and nobody else does.
    long sharedBinariesOf(ProcessGroup group) {
        long alone = 0;
        for (int member : group.members()) {
            alone += binaryBytesByProcess[member];
        }
        return binaryBytesByGroup[group.index()] - alone;
    }
}
