package io.aftersales.systemtests.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.testkit.Json;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** An import on its way through the gateway: its rows are made while they are sent, so that there may be any number. */
public final class Upload {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    /** Bytes that are sent at once. */
    private static final int PIECE = 64 * 1024;

    private final URI address;
    private final String token;
    private final String mediaType;
    private final String header;
    private final IntFunction<String> row;

    private Upload(URI address, String token, String mediaType, String header, IntFunction<String> row) {
        this.address = address;
        this.token = token;
        this.mediaType = mediaType;
        this.header = header;
        this.row = row;
    }

    /**
     * @param kind of the import, such as {@code invoices}
     * @param row makes a row of NDJSON, with the end of its line, by its number
     */
    public Upload(URI api, String token, String kind, IntFunction<String> row) {
        this(api.resolve("imports/" + kind), token, NDJSON, "", row);
    }

    /**
     * @param columns the first line of the file, without its end
     * @param row makes a row of CSV by its number: one line or several, with their ends
     */
    public static Upload ofCsv(URI api, String token, String kind, String columns, IntFunction<String> row) {
        return new Upload(api.resolve("imports/" + kind), token, CSV, columns + "\n", row);
    }

    /**
     * Sends rows 0 to {@code rows}.
     *
     * @return the answer, of an import that was taken
     */
    public JsonNode send(int rows) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", mediaType);
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(PIECE);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(header.getBytes(StandardCharsets.UTF_8));
                for (int number = 0; number < rows; number++) {
                    out.write(row.apply(number).getBytes(StandardCharsets.UTF_8));
                }
            }
            if (connection.getResponseCode() != 200) {
                throw new IllegalStateException("%s: %d".formatted(address, connection.getResponseCode()));
            }
            try (InputStream answer = connection.getInputStream()) {
                return Json.read(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends rows 0 to {@code rows}, half of one more, and then closes the connection without a word. */
    public void breakOffAfter(int rows) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE);
            out.write("""
                    POST %s HTTP/1.1\r
                    Host: %s\r
                    Authorization: Bearer %s\r
                    Content-Type: %s\r
                    Transfer-Encoding: chunked\r
                    \r
                    """.formatted(address.getPath(), address.getAuthority(), token, mediaType)
                    .getBytes(StandardCharsets.UTF_8));
            if (!header.isEmpty()) {
                chunk(out, header);
            }
            for (int number = 0; number < rows; number++) {
                chunk(out, row.apply(number));
            }
            String torn = row.apply(rows);
            chunk(out, torn.substring(0, torn.length() / 2));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
