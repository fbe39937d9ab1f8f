package dev.holdup.batch.table;

import dev.holdup.report.RecordJson;
import dev.holdup.report.fleet.FleetRow;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of the fleet's table; lists in a row are one text of JSON.
///
/// @param value null where the row says nothing
record Column<T>(String name, Type type, Function<FleetRow, @Nullable T> value) {
    enum Type {
        TEXT,
        WHOLE,
        FRACTION
    }

    /// In the order of the row's components.
    static final List<Column<?>> ALL = List.of(
            text("incident", FleetRow::incident),
            text("service", FleetRow::service),
            text("host", FleetRow::host),
            text("time", FleetRow::time),
            text("source", FleetRow::source),
            whole("files", row -> (long) row.files()),
            whole("bytes", FleetRow::bytes),
            text("status", FleetRow::status),
            text("error", FleetRow::error),
            text("runtime", FleetRow::runtime),
            text("runtimeVersion", FleetRow::runtimeVersion),
            text("verdict", FleetRow::verdict),
            text("headline", FleetRow::headline),
            text("confidence", FleetRow::confidence),
            text("subsystem", FleetRow::subsystem),
            text("subsystemName", FleetRow::subsystemName),
            text("category", FleetRow::category),
            text("cause", FleetRow::cause),
            text("blockedFrame", FleetRow::blockedFrame),
            text("owner", FleetRow::owner),
            text("ownerFrame", FleetRow::ownerFrame),
            text("signature", FleetRow::signature),
            whole("units", FleetRow::units),
            whole("verdictUnits", FleetRow::verdictUnits),
            whole("retainedBytes", FleetRow::retainedBytes),
            new Column<>("retainedShare", Type.FRACTION, FleetRow::retainedShare),
            whole("totalBytes", FleetRow::totalBytes),
            whole("reachableBytes", FleetRow::reachableBytes),
            whole("objects", FleetRow::objects),
            text("groups", row -> RecordJson.line(row.groups())),
            text("suspects", row -> RecordJson.line(row.suspects())),
            text("toolVersion", FleetRow::toolVersion));

    private static Column<String> text(String name, Function<FleetRow, @Nullable String> value) {
        return new Column<>(name, Type.TEXT, value);
    }

    private static Column<Long> whole(String name, Function<FleetRow, @Nullable Long> value) {
        return new Column<>(name, Type.WHOLE, value);
    }
}
