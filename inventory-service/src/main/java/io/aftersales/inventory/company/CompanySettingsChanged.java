package io.aftersales.inventory.company;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What inventory reads of {@code company-settings-changed}: where our company's days begin. */
public record CompanySettingsChanged(UUID companyId, String timeZone) {

    public static final MessageType<CompanySettingsChanged> TYPE =
            MessageType.of("company-settings-changed", CompanySettingsChanged.class);
}
