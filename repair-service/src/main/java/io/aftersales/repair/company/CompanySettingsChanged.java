package io.aftersales.repair.company;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.repair.reference.Address;

import java.util.UUID;

/** What repair reads of {@code company-settings-changed}: our company as it is now. */
public record CompanySettingsChanged(
        UUID companyId, String name, Address address, String vatId, String currency, String timeZone) {

    public static final MessageType<CompanySettingsChanged> TYPE =
            MessageType.of("company-settings-changed", CompanySettingsChanged.class);
}
