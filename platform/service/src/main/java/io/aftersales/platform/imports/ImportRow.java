package io.aftersales.platform.imports;

/**
 * One row of an import: a record with Bean Validation constraints, read from JSON or CSV. Its components are the fields and, with
 * dots, the columns.
 */
public interface ImportRow {

    /** The id that another system gave the record, not null: a row whose reference is there already is not taken again. */
    String externalReference();
}
