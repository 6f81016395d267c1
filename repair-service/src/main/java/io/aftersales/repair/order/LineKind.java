package io.aftersales.repair.order;

/** What a line of a repair order stands for. */
public enum LineKind {
    /** A part that is put in. */
    ADD,
    /** A part that is taken out, and never charged. */
    REMOVE,
    /** Work that is done. */
    OPERATION
}
