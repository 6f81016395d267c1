package io.aftersales.fieldservice.company;

import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What field service reads of {@code company-settings-changed}: our company as it is now. */
public record CompanySettingsChanged(UUID companyId, String timeZone) {

    public static final MessageType<CompanySettingsChanged> TYPE =
            MessageType.of("company-settings-changed", CompanySettingsChanged.class);
}
