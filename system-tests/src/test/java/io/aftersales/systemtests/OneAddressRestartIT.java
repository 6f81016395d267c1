package io.aftersales.systemtests;

import io.aftersales.local.process.ServiceProcess;
import io.aftersales.local.suite.Ports;
import io.aftersales.local.suite.SuiteBuilder;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.fault.RollingRestart;
import io.aftersales.systemtests.fault.ServiceAddress;
import io.aftersales.systemtests.fault.UnforgivingLoad;
import io.aftersales.systemtests.suite.RunningSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.stream.Collectors.toMap;

/**
 * Restarts the two services that a refund takes, replica by replica, behind a gateway that knows one address of each, as in a
 * Kubernetes cluster: it cannot tell the replicas apart, nor ask them whether they are ready.
 */
class OneAddressRestartIT {

    private static final Map<String, ServiceAddress> ADDRESSES = new HashMap<>();

    private static RunningSuite suite;

    @BeforeAll
    static void start() {
        suite = RunningSuite.startFor(OneAddressRestartIT.class, OneAddressRestartIT::behindOneAddressEach);
        ADDRESSES.forEach((service, address) -> address.spreadOver(replicasOf(service)));
    }

    private static SuiteBuilder behindOneAddressEach(SuiteBuilder chosen) {
        Map<String, Integer> any = RunningSuite.SERVICES.stream().collect(toMap(service -> service, service -> 0));
        Ports.free().assign(any, Duration.ZERO).forEach((service, port) -> {
            ADDRESSES.put(service, new ServiceAddress(port));
            chosen.environment(
                    "gateway",
                    "GATEWAY_SERVICES_%s_ADDRESSES".formatted(service.toUpperCase(Locale.ROOT)),
                    "127.0.0.1:" + port);
        });
        return chosen.only(RunningSuite.SERVICES).replicas(2);
    }

    private static List<ServiceProcess> replicasOf(String service) {
        return suite.processes().services().stream()
                .filter(replica -> replica.name().startsWith(service))
                .toList();
    }

    @AfterAll
    static void stop() {
        suite.close();
        ADDRESSES.values().forEach(ServiceAddress::close);
    }

    @Test
    void aRollingRestartBehindOneAddressOfEachServiceFailsNoRequestAndLosesNoAction() throws Exception {
        try (UnforgivingLoad load = UnforgivingLoad.start(Desk.setUp(suite), List.of(), List.of())) {
            RollingRestart restart = new RollingRestart(suite, load);
            suite.processes().services().forEach(restart::of);
            restart.finish();
        }
    }
}
