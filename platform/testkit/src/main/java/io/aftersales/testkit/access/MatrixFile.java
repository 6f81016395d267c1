package io.aftersales.testkit.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The matrix as people read it: lines of cells with commas between, aligned with blanks as one likes. The first line names the
 * columns: {@code method, path, data}, then every role. What follows a {@code #} is a remark.
 */
final class MatrixFile {

    static final String ANY_DATA = "-";

    /** Every role of the suite: none may be forgotten. */
    static final List<String> ROLES = List.of(
            "agent",
            "helpdesk-manager",
            "accountant",
            "loyalty-manager",
            "inventory-user",
            "repair-user",
            "technician",
            "fieldservice-manager",
            "customer",
            "operator");

    private static final List<String> LEADING = List.of("method", "path", "data");

    private final List<MatrixLine> lines;

    private MatrixFile(List<MatrixLine> lines) {
        this.lines = lines;
    }

    List<MatrixLine> lines() {
        return lines;
    }

    /** Reads a file of the class path. */
    static MatrixFile resource(String name) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no " + name + " in the test resources");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static MatrixFile parse(String text) {
        List<List<String>> rows = text.lines()
                .map(line -> line.replaceFirst("#.*", "").trim())
                .filter(line -> !line.isEmpty())
                .map(line -> Arrays.stream(line.split(",")).map(String::trim).toList())
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the matrix is empty");
        }
        List<String> columns = rows.get(0);
        List<String> roles = columns.subList(Math.min(LEADING.size(), columns.size()), columns.size());
        if (!columns.subList(0, columns.size() - roles.size()).equals(LEADING)
                || !new HashSet<>(roles).equals(Set.copyOf(ROLES))) {
            throw new IllegalArgumentException("the columns are not %s and %s: %s".formatted(LEADING, ROLES, columns));
        }
        List<MatrixLine> lines = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            MatrixLine line = line(roles, row);
            if (!named.add(line.toString())) {
                throw new IllegalArgumentException("the matrix names twice: " + line);
            }
            lines.add(line);
        }
        return new MatrixFile(lines);
    }

    private static MatrixLine line(List<String> roles, List<String> row) {
        if (row.size() != LEADING.size() + roles.size()) {
            throw new IllegalArgumentException(
                    "%d cells instead of %d: %s".formatted(row.size(), LEADING.size() + roles.size(), row));
        }
        Map<String, Access> cells = new LinkedHashMap<>();
        for (int i = 0; i < roles.size(); i++) {
            cells.put(roles.get(i), Access.of(row.get(LEADING.size() + i)));
        }
        return new MatrixLine(row.get(0), row.get(1), row.get(2), cells);
    }
}
