package io.aftersales.helpdesk.company;

import io.aftersales.helpdesk.customer.Address;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** Our own company as front ends see it. */
@Schema(name = "Company")
public record CompanyView(UUID id, String name, Address address, String vatId, String currency, String timeZone) {}
