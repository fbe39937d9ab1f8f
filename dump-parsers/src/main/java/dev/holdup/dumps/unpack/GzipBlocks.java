package dev.holdup.dumps.unpack;

import dev.holdup.dumps.unpack.GzipMember.Outcome;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Unpacks HotSpot's gzip of independent blocks on all processors, in three steps: find the members' headers, add up
/// the sizes that stand in their trailers, inflate each member to its place.
///
/// Headers are found by their looks, and by looks alone bytes of compressed data can be taken for one. So each
/// member is checked: it must end where the next one begins, with the size and checksum of its trailer. If one ends
/// elsewhere, the whole file is left to a stream, which needs no guess. A damaged block costs itself only: the
/// rest of its place reads as zeroes.
public final class GzipBlocks {
    private static final int MAX_TOLD_BLOCKS = 20;

    private final GzipMembers members;
    /// `[member]`: where its content goes.
    private final long[] positions;

    private GzipBlocks(GzipMembers members) {
        this.members = members;
        this.positions = new long[members.count() + 1];
    }

    /// @param arena on which the content lives
    /// @param damage sentences on blocks that are damaged or cut off
    public record Unpacked(Arena arena, MemorySegment content, List<String> damage) {}

    /// The unpacked file, whose arena the caller closes; null if it has to be read as a stream.
    public static @Nullable Unpacked unpack(Path path, UnpackBudget budget) throws IOException {
        try (Arena packed = Arena.ofShared();
                FileChannel channel = FileChannel.open(path)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), packed);
            GzipMembers members = GzipMembers.in(file);
            return members == null ? null : new GzipBlocks(members).unpack(budget);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it, or this method if nothing comes of it
    private @Nullable Unpacked unpack(UnpackBudget budget) throws IOException {
        if (!place(budget.limits())) {
            return null;
        }
        Arena arena = Arena.ofShared();
        boolean done = false;
        try (BlockTarget target = BlockTarget.of(positions[members.count()], budget.limits(), arena)) {
            AtomicReferenceArray<Outcome> outcomes = new AtomicReferenceArray<>(members.count());
            if (inflate(target, outcomes)) {
                budget.charge(positions[members.count()]);
                done = true;
                return new Unpacked(arena, target.content(), damage(outcomes));
            }
            return null;
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    /// Fills `positions` from the sizes in the trailers. The last member may be cut, so it is inflated to know its
    /// size.
    ///
    /// @return false if a size cannot be, or all together are more than is allowed
    private boolean place(UnpackLimits limits) {
        int last = members.count() - 1;
        long at = 0;
        for (int member = 0; member < last; member++) {
            positions[member] = at;
            long size = Integer.toUnsignedLong(members.file().get(GzipMembers.U4, members.trailer(member) + 4));
            if (size > members.blockBytes() || members.trailer(member) < members.body(member)) {
                return false;
            }
            at += size;
        }
        positions[last] = at;
        try (GzipMember member = new GzipMember(members)) {
            if (member.inflate(last) == Outcome.ENDS_ELSEWHERE) {
                return false;
            }
            positions[last + 1] = at + member.unpacked().limit();
        }
        long total = positions[last + 1];
        return total <= limits.maxUnpackedBytes()
                && (total <= UnpackLimits.RATIO_FREE_BYTES
                        || total / members.file().byteSize() <= limits.maxRatio());
    }

    /// @return false if the file cannot be read this way after all
    private boolean inflate(BlockTarget target, AtomicReferenceArray<Outcome> outcomes) throws IOException {
        int threads = Math.min(UnpackLimits.threads(), members.count());
        AtomicInteger next = new AtomicInteger();
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(() -> inflateMembers(next, target, outcomes));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            boolean all = true;
            for (Future<Boolean> worker : pool.invokeAll(workers)) {
                all &= worker.get();
            }
            return all;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unwritten) {
                throw unwritten;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private boolean inflateMembers(AtomicInteger next, BlockTarget target, AtomicReferenceArray<Outcome> outcomes)
            throws IOException {
        try (GzipMember inflated = new GzipMember(members)) {
            for (int member = next.getAndIncrement(); member < members.count(); member = next.getAndIncrement()) {
                Outcome outcome = inflated.inflate(member);
                if (outcome == Outcome.ENDS_ELSEWHERE) {
                    next.set(members.count());
                    return false;
                }
                outcomes.set(member, outcome);
                long room = positions[member + 1] - positions[member];
                inflated.unpacked()
                        .limit((int) Math.min(room, inflated.unpacked().limit()));
                target.write(inflated.unpacked(), positions[member]);
            }
            return true;
        }
    }

    private List<String> damage(AtomicReferenceArray<Outcome> outcomes) {
        List<String> told = new ArrayList<>();
        int untold = 0;
        for (int member = 0; member < members.count(); member++) {
            if (outcomes.get(member) != Outcome.GOOD) {
                if (told.size() >= MAX_TOLD_BLOCKS) {
                    untold++;
                } else if (member == members.count() - 1) {
                    told.add("The gzip file is cut off; " + positions[member + 1] + " bytes could be unpacked.");
                } else {
                    told.add("The gzip block at byte " + members.starts()[member] + " of the packed file is damaged;"
                            + " up to " + (positions[member + 1] - positions[member]) + " bytes of the heap are lost.");
                }
            }
        }
        if (untold > 0) {
            told.add(untold + " further gzip blocks are damaged.");
        }
        return List.copyOf(told);
    }
}
