import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/// Reads the three forms of a fleet's table with Spark and prints how they differ. Run as a source file, with Spark's
/// jars on the class path: `java -cp 'jars/*' ReadFleetTable.java TABLE`.
final class ReadFleetTable {
    private ReadFleetTable() {}

    public static void main(String[] arguments) throws Exception {
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            String table = arguments[0];
            Dataset<Row> parquet = spark.read().parquet(table + "/parquet");
            StructType schema = parquet.schema();
            // The reader's own way with quotes is not that of RFC 4180.
            Dataset<Row> csv = spark.read()
                    .schema(schema)
                    .option("header", true)
                    .option("escape", "\"")
                    .csv(table + "/csv");
            // Lists there, and not texts of JSON as in the others.
            String[] lists = {"groups", "suspects"};
            Dataset<Row> lines = spark.read().schema(schema).json(table + "/jsonl").drop(lists);
            System.out.println("columns " + String.join(",", schema.fieldNames()));
            List<Row> ids = parquet.select("incident", "month").orderBy("incident").collectAsList();
            ids.forEach(row -> System.out.println("row " + row.getString(0) + " " + row.get(1)));
            System.out.println("rows " + parquet.count() + " " + csv.count() + " " + lines.count());
            // Reading CSV, it takes an empty text for none.
            System.out.println("unlike csv "
                    + parquet.na().fill("").exceptAll(csv.na().fill("")).count());
            System.out.println("unlike lines " + parquet.drop(lists).exceptAll(lines).count());
            System.out.println("bytes " + parquet.selectExpr("sum(bytes)").first().getLong(0));
        }
    }
}
