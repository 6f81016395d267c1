package io.aftersales.helpdesk.company;

import io.aftersales.helpdesk.customer.Address;

import java.util.UUID;

/** {@code company-settings-changed}: reference data, our own company as it is now. */
record CompanySettingsChanged(
        UUID companyId, String name, Address address, String vatId, String currency, String timeZone) {}
