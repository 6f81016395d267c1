package io.aftersales.platform.imports;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of a CSV file, and where in the row its cells belong.
 *
 * @param name as the file's first line gives it, such as {@code address.city}
 * @param list the row's list that each line of the file adds an element to, such as {@code lines}; null for a field of the row
 * @param path to the field, within the row or the element
 * @param holdsSeveral whether a cell has several values, separated by semicolons
 */
record CsvColumn(String name, String list, List<String> path, boolean holdsSeveral) {

    /** @return null if the row has no such field */
    static CsvColumn of(String name, JavaType rowType, ObjectMapper json) {
        List<String> path = new ArrayList<>(List.of(name.split("\\.", -1)));
        String list = null;
        JavaType type = rowType;
        for (int step = 0; step < path.size(); step++) {
            boolean last = step == path.size() - 1;
            type = fieldType(type, path.get(step), json);
            if (type == null) {
                return null;
            }
            if (step == 0 && !last && type.isCollectionLikeType()) {
                list = path.get(0);
                type = type.getContentType();
            }
        }
        boolean several = type.isCollectionLikeType();
        JavaType value = several ? type.getContentType() : type;
        if (value.isRecordType() || value.isContainerType()) {
            return null;
        }
        return new CsvColumn(name, list, list == null ? path : path.subList(1, path.size()), several);
    }

    private static JavaType fieldType(JavaType type, String field, ObjectMapper json) {
        return json.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(property -> property.getName().equals(field))
                .findFirst()
                .map(BeanPropertyDefinition::getPrimaryType)
                .orElse(null);
    }

    /** Puts a cell where it belongs; an empty one is a field that is not there. */
    void put(String cell, ObjectNode target) {
        if (cell.isEmpty()) {
            return;
        }
        ObjectNode object = target;
        for (String step : path.subList(0, path.size() - 1)) {
            object = object.withObjectProperty(step);
        }
        String field = path.get(path.size() - 1);
        if (holdsSeveral) {
            ArrayNode values = object.putArray(field);
            for (String value : cell.split(";")) {
                values.add(value.trim());
            }
        } else {
            object.put(field, cell);
        }
    }
}
