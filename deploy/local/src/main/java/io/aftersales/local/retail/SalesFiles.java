package io.aftersales.local.retail;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads day files of <em>Online Retail</em> (D. Chen, UCI Machine Learning Repository, 2015, doi 10.24432/C5BW33, CC BY
 * 4.0): gzipped CSV.
 */
public final class SalesFiles {

    private static final List<String> BUNDLED = List.of("2010-12-01", "2010-12-02", "2010-12-03");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ObjectReader ROWS =
            new CsvMapper().readerFor(Row.class).with(CsvSchema.emptySchema().withHeader());

    private SalesFiles() {}

    /** The first three trading days of December 2010, which this build carries. */
    public static Sales bundled() {
        List<SalesLine> lines = new ArrayList<>();
        for (String day : BUNDLED) {
            try (InputStream file = SalesFiles.class.getResourceAsStream("/online-retail/" + day + ".csv.gz")) {
                lines.addAll(read(file));
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled day " + day + " cannot be read", e);
            }
        }
        return Sales.of(lines);
    }

    /**
     * Every day file of a folder.
     *
     * @throws UncheckedIOException if one cannot be read
     */
    public static Sales in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<SalesLine> lines = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    lines.addAll(read(content));
                }
            }
            return Sales.of(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the sales in " + folder + " cannot be read", e);
        }
    }

    private static List<SalesLine> read(InputStream gzipped) throws IOException {
        try (MappingIterator<Row> rows =
                ROWS.readValues(new InputStreamReader(new GZIPInputStream(gzipped), StandardCharsets.UTF_8))) {
            List<SalesLine> lines = new ArrayList<>();
            while (rows.hasNext()) {
                lines.add(rows.next().toLine(lines.size()));
            }
            return lines;
        }
    }

    private record Row(
            @JsonProperty("InvoiceNo") String invoiceNo,
            @JsonProperty("StockCode") String stockCode,
            @JsonProperty("Description") String description,
            @JsonProperty("Quantity") int quantity,
            @JsonProperty("InvoiceDate") String invoiceDate,
            @JsonProperty("UnitPrice") BigDecimal unitPrice,
            @JsonProperty("CustomerID") String customerId,
            @JsonProperty("Country") String country) {

        SalesLine toLine(int position) {
            return new SalesLine(
                    invoiceNo,
                    stockCode,
                    description.strip(),
                    quantity,
                    LocalDateTime.parse(invoiceDate, TIME),
                    unitPrice.stripTrailingZeros(),
                    customerId.endsWith(".0") ? customerId.substring(0, customerId.length() - 2) : customerId,
                    country,
                    position);
        }
    }
}
