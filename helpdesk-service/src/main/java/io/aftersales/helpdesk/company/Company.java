package io.aftersales.helpdesk.company;

import io.aftersales.helpdesk.customer.Address;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.work.Aggregate;
import io.aftersales.platform.work.Work;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;

/** Our own company: there is exactly one. Its currency and time zone hold for all services. */
@Entity
public class Company extends Aggregate {

    private static final MessageType<CompanySettingsChanged> COMPANY_SETTINGS_CHANGED =
            MessageType.of("company-settings-changed", CompanySettingsChanged.class);

    private String name;

    @Embedded
    private Address address;

    private String vatId;
    private String currency;
    private String timeZone;

    void describe(CompanyForm form) {
        name = form.name().strip();
        address = form.address();
        vatId = form.vatId();
        currency = form.currency();
        timeZone = form.timeZone();
    }

    void tell(Work work) {
        work.publish(this, COMPANY_SETTINGS_CHANGED, this::state);
    }

    void tellAgain(Work work) {
        work.republish(this, COMPANY_SETTINGS_CHANGED, state());
    }

    CompanyForm form() {
        return new CompanyForm(name, address, vatId, currency, timeZone);
    }

    CompanyView view() {
        return new CompanyView(id(), name, address, vatId, currency, timeZone);
    }

    private CompanySettingsChanged state() {
        return new CompanySettingsChanged(id(), name, address, vatId, currency, timeZone);
    }
}
