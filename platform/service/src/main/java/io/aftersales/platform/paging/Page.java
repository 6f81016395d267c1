package io.aftersales.platform.paging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/**
 * One page of a list.
 *
 * @param next cursor of the next page, absent on the last one
 */
public record Page<T>(
        List<T> items,

        @Schema(description = "Cursor of the next page; absent on the last one")
        String next) {}
