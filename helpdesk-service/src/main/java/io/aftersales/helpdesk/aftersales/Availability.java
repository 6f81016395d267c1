package io.aftersales.helpdesk.aftersales;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.Map;

/**
 * Whether a service can be asked for from a ticket right now.
 *
 * @param reason machine-readable, when it cannot
 * @param defaults what the dialog starts with, when it can
 */
@Schema(name = "AfterSalesAvailability")
public record Availability(
        @Schema(examples = "refund") String kind,
        boolean available,
        @Schema(examples = "no-posted-invoice") String reason,
        Map<String, Object> defaults) {

    static Availability no(ServiceName name, String reason) {
        return new Availability(name.kind(), false, reason, null);
    }

    static Availability yes(ServiceName name, Map<String, Object> defaults) {
        return new Availability(name.kind(), true, null, defaults);
    }
}
