package dev.holdup.batch.table;

import dev.holdup.report.fleet.FleetRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/// Rows as a Parquet file: all columns flat and optional, a row group with a page a column for so many rows.
///
/// Layout of a page, after the format's specification, "Data Pages": definition levels, 1 where there is a value, as
/// u4 length and runs (varint of twice the run's length, one byte); then the values that are there, plain. Header and
/// footer are the format's own classes: the whole library would bring Hadoop along.
final class ParquetPart {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /// A page stays below some 10 MB, whatever texts there are.
    private static final int ROWS_A_GROUP = 5_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ParquetPart() {}

    static byte[] of(List<FleetRow> rows, String writer) {
        try {
            return new ParquetPart().written(rows, writer);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private byte[] written(List<FleetRow> rows, String writer) throws IOException {
        out.write(MAGIC);
        List<RowGroup> groups = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS_A_GROUP) {
            groups.add(group(rows.subList(from, Math.min(rows.size(), from + ROWS_A_GROUP))));
        }
        FileMetaData footer = new FileMetaData(1, schema(), rows.size(), groups);
        footer.setCreated_by(writer);
        int footerStart = out.size();
        Util.writeFileMetaData(footer, out);
        out.write(littleEndian(4).putInt(out.size() - footerStart).array());
        out.write(MAGIC);
        return out.toByteArray();
    }

    private static List<SchemaElement> schema() {
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement("incident_row");
        root.setNum_children(Column.ALL.size());
        schema.add(root);
        for (Column<?> column : Column.ALL) {
            SchemaElement element = new SchemaElement(column.name());
            element.setRepetition_type(FieldRepetitionType.OPTIONAL);
            element.setType(type(column));
            if (column.type() == Column.Type.TEXT) {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            schema.add(element);
        }
        return schema;
    }

    private static Type type(Column<?> column) {
        return switch (column.type()) {
            case TEXT -> Type.BYTE_ARRAY;
            case WHOLE -> Type.INT64;
            case FRACTION -> Type.DOUBLE;
        };
    }

    private RowGroup group(List<FleetRow> rows) throws IOException {
        List<ColumnChunk> chunks = new ArrayList<>();
        int start = out.size();
        for (Column<?> column : Column.ALL) {
            chunks.add(chunk(column, rows));
        }
        RowGroup group = new RowGroup(chunks, (long) out.size() - start, rows.size());
        group.setFile_offset(start);
        group.setTotal_compressed_size((long) out.size() - start);
        return group;
    }

    private ColumnChunk chunk(Column<?> column, List<FleetRow> rows) throws IOException {
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        int run = 0;
        int level = -1;
        for (FleetRow row : rows) {
            Object value = column.value().apply(row);
            int defined = value == null ? 0 : 1;
            if (defined != level) {
                writeRun(run, level, levels);
                run = 0;
                level = defined;
            }
            run++;
            if (value != null) {
                writePlain(value, values);
            }
        }
        writeRun(run, level, levels);
        int pageBytes = 4 + levels.size() + values.size();
        PageHeader header = new PageHeader(PageType.DATA_PAGE, pageBytes, pageBytes);
        header.setData_page_header(new DataPageHeader(rows.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        int start = out.size();
        Util.writePageHeader(header, out);
        out.write(littleEndian(4).putInt(levels.size()).array());
        levels.writeTo(out);
        values.writeTo(out);
        long bytes = (long) out.size() - start;
        ColumnMetaData about = new ColumnMetaData(
                type(column),
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(column.name()),
                CompressionCodec.UNCOMPRESSED,
                rows.size(),
                bytes,
                bytes,
                start);
        ColumnChunk chunk = new ColumnChunk(start);
        chunk.setMeta_data(about);
        return chunk;
    }

    private static void writeRun(int length, int level, ByteArrayOutputStream levels) {
        if (length == 0) {
            return;
        }
        int rest = length << 1;
        while (rest > 0x7f) {
            levels.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        levels.write(rest);
        levels.write(level);
    }

    private static void writePlain(Object value, ByteArrayOutputStream values) throws IOException {
        switch (value) {
            case Long whole -> values.write(littleEndian(8).putLong(whole).array());
            case Double fraction ->
                values.write(littleEndian(8).putDouble(fraction).array());
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                values.write(littleEndian(4).putInt(bytes.length).array());
                values.write(bytes);
            }
            default -> throw new IllegalArgumentException("no column has " + value.getClass());
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
