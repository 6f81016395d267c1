package io.aftersales.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

import java.util.UUID;

/** UUIDv7: ordered by time, so that an index on them grows at its right edge, and known before the row is written. */
public final class Ids {

    private static final NoArgGenerator VERSION_7 = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new identifier; later ones of the same process are greater. */
    public static UUID next() {
        return VERSION_7.generate();
    }
}
