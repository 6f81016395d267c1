package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.List;
import java.util.stream.Stream;

/** A right request for every POST and PATCH. A new endpoint has to be entered with those of its service, else the test fails. */
final class Endpoints {

    private Endpoints() {}

    static List<Endpoint> of(RunningSuite suite, Desk desk) {
        return Stream.of(
                        new HelpdeskEntries(suite, desk),
                        new AfterSalesEntries(suite, desk),
                        new AccountingEntries(suite, desk),
                        new LoyaltyEntries(suite, desk),
                        new InventoryEntries(suite, desk),
                        new RepairEntries(suite, desk),
                        new FieldServiceEntries(suite, desk),
                        new PortalEntries(suite, desk),
                        new AdministrationEntries(suite, desk))
                .flatMap(service -> service.entered().stream())
                .toList();
    }
}
