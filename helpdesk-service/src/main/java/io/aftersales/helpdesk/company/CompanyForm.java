package io.aftersales.helpdesk.company;

import io.aftersales.helpdesk.customer.Address;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.time.ZoneId;
import java.util.Currency;

/** What can be edited of our own company. */
@Schema(name = "CompanyRequest")
public record CompanyForm(
        @NotBlank @Size(max = 200) String name,
        @Valid Address address,
        @Size(max = 50) String vatId,

        @Schema(description = "ISO 4217 code of the currency of every document", examples = "EUR") @NotNull
        String currency,

        @Schema(description = "IANA time zone that decides every \"today\"", examples = "Europe/Berlin") @NotNull
        String timeZone) {

    @AssertTrue(message = "currency must be an ISO 4217 code")
    @Schema(hidden = true)
    boolean isCurrencyKnown() {
        return currency == null
                || Currency.getAvailableCurrencies().stream()
                        .anyMatch(known -> known.getCurrencyCode().equals(currency));
    }

    @AssertTrue(message = "timeZone must be an IANA time zone")
    @Schema(hidden = true)
    boolean isTimeZoneKnown() {
        return timeZone == null || ZoneId.getAvailableZoneIds().contains(timeZone);
    }
}
