package io.aftersales.images;

import io.aftersales.local.topology.Topology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged Quarkus application.
 *
 * @param module the Maven module that builds it, also the last part of its image's name
 * @param description in a few words
 * @param port on which it answers HTTP
 * @param isService whether it is one of the services, which have most of their libraries in common
 * @param target what Maven made of the module
 */
record Application(String module, String description, int port, boolean isService, Path target) {

    /** Those of the topology, as they were built in this checkout. */
    static List<Application> of(Topology topology, Path checkout) {
        List<Application> applications = new ArrayList<>();
        applications.add(in(
                checkout,
                topology.gateway().module(),
                "The edge of aftersales",
                topology.gateway().port(),
                false));
        for (Topology.Service service : topology.services()) {
            applications.add(in(
                    checkout,
                    service.module(),
                    "The service " + service.name() + " of aftersales",
                    service.port(),
                    true));
        }
        return applications;
    }

    private static Application in(Path checkout, String module, String description, int port, boolean isService) {
        return new Application(
                module, description, port, isService, checkout.resolve(module).resolve("target"));
    }

    /** The program as Quarkus laid it out. */
    Path folder() {
        return target.resolve("quarkus-app");
    }
}
