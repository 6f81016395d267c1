package io.aftersales.fieldservice.task;

import java.time.Instant;

/** What says when a visit is to be. */
interface Planned {

    /** When it begins; null where nothing is planned. */
    Instant plannedStart();

    /** When it ends; null where only its beginning is planned. */
    Instant plannedEnd();
}
