package dev.holdup.server.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Contents are counted by the files that have them and are not gone.
final class Contents {
    private Contents() {}

    /// Notes that it is there, anew if it was gone.
    static void arrived(Handle handle, String sha256, long bytes) {
        int known = handle.createUpdate("update content set gone_at = null, bytes = :bytes where sha256 = :sha256")
                .bind("sha256", sha256)
                .bind("bytes", bytes)
                .execute();
        if (known == 0) {
            handle.createUpdate("insert into content (sha256, bytes) values (:sha256, :bytes)")
                    .bind("sha256", sha256)
                    .bind("bytes", bytes)
                    .execute();
        }
    }

    /// Gives up those of these that no file needs any longer.
    ///
    /// @return whose bytes are to be deleted now
    static List<String> release(Handle handle, List<String> hashes) {
        return hashes.stream()
                .filter(hash -> handle.createUpdate("delete from content where sha256 = :hash"
                                                + " and not exists (select 1 from dump_file f where f.sha256 = :hash)")
                                        .bind("hash", hash)
                                        .execute()
                                == 1
                        || handle.createUpdate(
                                                "update content set gone_at = :now where sha256 = :hash"
                                                        + " and gone_at is null and not exists"
                                                        + " (select 1 from dump_file f where f.sha256 = :hash and f.gone_at is null)")
                                        .bind("hash", hash)
                                        .bind("now", Database.now())
                                        .execute()
                                == 1)
                .toList();
    }
}
