package io.aftersales.accounting.company;

import io.aftersales.accounting.customer.Address;
import io.aftersales.platform.envelope.MessageType;

import java.util.UUID;

/** What accounting reads of {@code company-settings-changed}: our company as it is now. */
public record CompanySettingsChanged(
        UUID companyId, String name, Address address, String vatId, String currency, String timeZone) {

    public static final MessageType<CompanySettingsChanged> TYPE =
            MessageType.of("company-settings-changed", CompanySettingsChanged.class);
}
