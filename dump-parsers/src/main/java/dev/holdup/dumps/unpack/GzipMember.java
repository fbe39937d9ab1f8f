package dev.holdup.dumps.unpack;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates single members of a gzip file; one for each thread.
final class GzipMember implements AutoCloseable {

    /// How a member turned out.
    enum Outcome {
        GOOD,
        /// What could be inflated is in the buffer.
        DAMAGED,
        /// The member ends elsewhere than assumed, so that what was taken for the next one's header is none.
        ENDS_ELSEWHERE
    }

    private final GzipMembers members;
    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer block;
    private final CRC32 crc = new CRC32();

    GzipMember(GzipMembers members) {
        this.members = members;
        this.block = ByteBuffer.allocateDirect(members.blockBytes());
    }

    /// What the last call of [#inflate] gave, ready to be read.
    ByteBuffer unpacked() {
        return block;
    }

    Outcome inflate(int member) {
        long body = members.body(member);
        long trailer = members.trailer(member);
        inflater.reset();
        block.clear();
        if (trailer < body) {
            block.flip();
            return Outcome.DAMAGED;
        }
        Outcome outcome = inflate(member, body, trailer);
        block.flip();
        if (outcome != Outcome.GOOD) {
            return outcome;
        }
        crc.reset();
        crc.update(block.duplicate());
        boolean asTold = (int) crc.getValue() == members.file().get(GzipMembers.U4, trailer)
                && block.limit() == members.file().get(GzipMembers.U4, trailer + 4);
        return asTold ? Outcome.GOOD : Outcome.DAMAGED;
    }

    private Outcome inflate(int member, long body, long trailer) {
        try {
            inflater.setInput(slice(body, trailer));
            inflateInput();
            if (inflater.finished()) {
                return inflater.getRemaining() == 0 ? Outcome.GOOD : Outcome.ENDS_ELSEWHERE;
            }
            boolean last = member == members.count() - 1;
            int sound = block.position();
            inflater.setInput(slice(trailer, members.starts()[last ? member + 1 : member + 2]));
            inflateInput();
            if (!last) {
                // Either the data is damaged, or the trailer and the next header are data in truth.
                if (inflater.finished()) {
                    return Outcome.ENDS_ELSEWHERE;
                }
                block.position(sound);
            }
        } catch (DataFormatException damaged) {
            return Outcome.DAMAGED;
        }
        return Outcome.DAMAGED;
    }

    private void inflateInput() throws DataFormatException {
        int count = 1;
        while (count > 0 && !inflater.finished()) {
            count = inflater.inflate(block);
        }
    }

    private ByteBuffer slice(long from, long to) {
        return members.file()
                .asSlice(from, Math.min(to - from, Integer.MAX_VALUE))
                .asByteBuffer();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
