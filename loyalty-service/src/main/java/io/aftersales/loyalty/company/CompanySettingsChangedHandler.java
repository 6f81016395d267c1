package io.aftersales.loyalty.company;

import io.aftersales.platform.reference.CompanyLearningHandler;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class CompanySettingsChangedHandler extends CompanyLearningHandler<CompanySettingsChanged, CompanySettings> {

    CompanySettingsChangedHandler() {
        super(
                CompanySettingsChanged.TYPE,
                CompanySettings.class,
                CompanySettings::new,
                CompanySettingsChanged::companyId);
    }
}
