package io.aftersales.platform.paging;

import java.util.UUID;

/** What has a UUIDv7, and so a place in a list by age. */
public interface Keyed {

    UUID id();
}
