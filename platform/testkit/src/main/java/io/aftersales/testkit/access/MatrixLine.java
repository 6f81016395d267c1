package io.aftersales.testkit.access;

import java.util.Map;

/**
 * One line of the matrix: an endpoint, on somebody's data.
 *
 * @param path below {@code /api/v1}, as the OpenAPI document spells it
 * @param data a name for whose records the path leads to, such as own or foreign; {@code -} where there is no such difference
 * @param roles what each role may
 */
record MatrixLine(String method, String path, String data, Map<String, Access> roles) {

    String operation() {
        return method + " " + path;
    }

    @Override
    public String toString() {
        return data.equals(MatrixFile.ANY_DATA) ? operation() : operation() + ", data: " + data;
    }
}
