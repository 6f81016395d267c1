package io.aftersales.gateway.route;

/**
 * A path that means the same to everyone who reads it. The gateway decides by the path as it was sent, a service by what its
 * framework makes of it; where the two could differ (dot segments, empty segments, matrix parameters, encoded separators,
 * double encoding) a request could pass here as one thing and arrive as another, so it is not let through.
 */
public final class PlainPath {

    private static final String ALSO_ALLOWED = "-._~!$&'()*+,=:@";
    private static final String NEVER_ENCODED = "/\\;.%?#";

    private PlainPath() {}

    /** Whether {@code path}, as it stands on the request line and without the query, is plain. */
    public static boolean isPlain(String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int segmentStart = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                boolean last = i == path.length();
                if (isDotSegment(path, segmentStart, i) || (i == segmentStart && !last)) {
                    return false;
                }
                segmentStart = i + 1;
            } else if (path.charAt(i) == '%') {
                if (!isHarmlessEscape(path, i)) {
                    return false;
                }
                i += 2;
            } else if (!isAllowed(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDotSegment(String path, int start, int end) {
        int length = end - start;
        return (length == 1 || length == 2) && path.charAt(start) == '.' && path.charAt(end - 1) == '.';
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || ALSO_ALLOWED.indexOf(c) >= 0;
    }

    private static boolean isHarmlessEscape(String path, int at) {
        if (at + 2 >= path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            return false;
        }
        int octet = high * 16 + low;
        return octet >= ' ' && octet != 0x7f && NEVER_ENCODED.indexOf(octet) < 0;
    }
}
