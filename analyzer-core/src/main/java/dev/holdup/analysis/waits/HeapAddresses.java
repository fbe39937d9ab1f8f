package dev.holdup.analysis.waits;

import dev.holdup.dumps.model.LockUse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the locks of the latest thread dump are in the heap: a collection between the two may have moved them.
///
/// Learned from threads that both show; what two threads say differently is not believed.
final class HeapAddresses {
    private final Map<WaitReason, WaitReason> heapBySaid = new HashMap<>();
    private final Set<WaitReason> contradicted = new HashSet<>();

    /// @param said by the thread dump, of the same lock as `heap`
    void add(WaitReason said, WaitReason heap) {
        if (said.address() == LockUse.NO_ADDRESS || heap.address() == LockUse.NO_ADDRESS) {
            return;
        }
        WaitReason known = heapBySaid.putIfAbsent(said, heap);
        if (known != null && !known.equals(heap)) {
            contradicted.add(said);
        }
    }

    /// The reason with the lock's address in the heap; as it is where that is not known.
    @Nullable
    WaitReason inHeap(@Nullable WaitReason reason) {
        return reason == null || contradicted.contains(reason) ? reason : heapBySaid.getOrDefault(reason, reason);
    }
}
