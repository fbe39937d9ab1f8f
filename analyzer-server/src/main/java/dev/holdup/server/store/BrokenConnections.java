package dev.holdup.server.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Lets no broken connection of the pool go by without a look at the lock.
record BrokenConnections(SoleUse soleUse) implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException broken) {
        if (Database.isAway(broken)) {
            soleUse.doubt();
        }
        return SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
