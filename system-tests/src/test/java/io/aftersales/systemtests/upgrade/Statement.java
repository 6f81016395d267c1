package io.aftersales.systemtests.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of a migration.
 *
 * @param sql in lower case, without comments and without what is within quotes; one blank between words
 * @param comments what stands before it or within
 */
record Statement(String sql, String comments) {

    /** A comment, something quoted, the end of a statement, or any other character. */
    private static final Pattern PIECE = Pattern.compile(
            "(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<quoted>'(?:[^']|'')*'|(\\$\\w*\\$).*?\\3)|(?<end>;)|.",
            Pattern.DOTALL);

    static List<Statement> of(String script) {
        List<Statement> statements = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        StringBuilder comments = new StringBuilder();
        Matcher piece = PIECE.matcher(script + ";");
        while (piece.find()) {
            if (piece.group("comment") != null) {
                comments.append(piece.group()).append('\n');
                sql.append(' ');
            } else if (piece.group("quoted") != null) {
                sql.append("''");
            } else if (piece.group("end") == null) {
                sql.append(piece.group());
            } else {
                String words = sql.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
                if (!words.isEmpty()) {
                    statements.add(new Statement(words, comments.toString()));
                    sql.setLength(0);
                    comments.setLength(0);
                }
            }
        }
        return statements;
    }

    /** What stands between commas, but not within parentheses, of a part of the statement. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(list.substring(start).strip());
        return parts;
    }
}
