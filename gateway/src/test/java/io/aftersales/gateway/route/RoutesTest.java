package io.aftersales.gateway.route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RoutesTest {

    private final Routes routes = new Routes(Map.of(
            "helpdesk", List.of("/tickets", "/portal/tickets", "/imports/customers"),
            "fieldservice", List.of("/tasks", "/portal/tasks")));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tickets,helpdesk",
        "/api/v1/tickets/,helpdesk",
        "/api/v1/tickets/1/refunds,helpdesk",
        "/api/v1/portal/tickets/1,helpdesk",
        "/api/v1/portal/tasks/1/messages,fieldservice",
        "/api/v1/admin/helpdesk/dead-letters,helpdesk",
        "/api/v1/admin/fieldservice/outbox,fieldservice",
        "/api/v1/imports/customers,helpdesk"
    })
    void findsTheOwnerOfAResource(String path, String owner) {
        assertThat(routes.find(path)).map(Route::service).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/",
                "/api/v1/ticketsandmore",
                "/api/v1/portal",
                "/api/v1/portal/nothing",
                "/api/v1/admin",
                "/api/v1/admin/unknown/outbox",
                "/api/v1/Tickets",
                "/api/v2/tickets",
                "/tickets",
                "/q/metrics",
                "/"
            })
    void findsNobodyForWhatNobodyOwns(String path) {
        assertThat(routes.find(path)).isEmpty();
    }

    @Test
    void knowsOperatorsEndpointsAndImports() {
        assertThat(routes.find("/api/v1/admin/helpdesk/outbox")).get().matches(Route::isAdmin);
        assertThat(routes.find("/api/v1/tickets/1")).get().matches(route -> !route.isAdmin() && !route.isImport());
        assertThat(routes.find("/api/v1/imports/customers")).get().matches(Route::isImport);
    }

    @Test
    void doesNotLetTwoServicesClaimOneResource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Routes(Map.of("a", List.of("/tickets"), "b", List.of("/tickets"))))
                .withMessageContaining("/tickets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tickets", "/tickets/", "/../q", ""})
    void doesNotTakeWhatIsNoPrefix(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Routes(Map.of("a", List.of(prefix))));
    }
}
