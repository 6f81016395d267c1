package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;
import io.aftersales.local.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every service that runs has the topology's database, owned by a role of its own whose password is the one that it is given;
 * and the server has room for the connections of all replicas, also while one of each is replaced.
 */
final class DatabaseCheck implements Check {

    /** Two for JDBC, and those that hold a lock: the relay's and the mail sender's. */
    private static final int OUTSIDE_OF_THE_POOL = 4;

    /** Administrators, replication, the operator, Keycloak. */
    private static final int OF_OTHERS = 60;

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Set<String> clusters = manifests.names("Cluster");
        for (Manifest deployment : manifests.of("Deployment")) {
            project.serviceOfModule(deployment.name())
                    .ifPresent(service -> ofService(service, deployment, manifests, findings));
        }
        for (String kind : List.of("Database", "DatabaseRole", "ScheduledBackup")) {
            manifests.of(kind).stream()
                    .filter(manifest -> !clusters.contains(manifest.text("/spec/cluster/name")))
                    .forEach(manifest -> findings.add(
                            "%s: there is no Cluster %s".formatted(manifest, manifest.text("/spec/cluster/name"))));
        }
        manifests.of("Cluster").forEach(cluster -> connections(cluster, manifests, findings));
        if (!manifests.of("ScheduledBackup").isEmpty()) {
            manifests.of("Cluster").stream()
                    .filter(cluster -> cluster.items("/spec/plugins")
                            .noneMatch(plugin -> plugin.path("isWALArchiver").asBoolean()))
                    .forEach(cluster -> findings.add(cluster + ": is copied, but what came after a copy is not kept"));
        }
        return findings;
    }

    private void ofService(Topology.Service service, Manifest deployment, Manifests manifests, List<String> findings) {
        Optional<Manifest> database = manifests.find("Database", service.database());
        Optional<Manifest> role = manifests.find("DatabaseRole", service.database());
        if (database.isEmpty() || role.isEmpty()) {
            findings.add("%s: there is no Database or DatabaseRole %s".formatted(deployment, service.database()));
            return;
        }
        for (String field : List.of("/spec/name", "/spec/owner")) {
            if (!database.get().text(field).equals(service.database())) {
                findings.add("%s: %s is %s"
                        .formatted(database.get(), field, database.get().at(field)));
            }
        }
        if (!role.get().text("/spec/name").equals(service.database())) {
            findings.add("%s: /spec/name is %s".formatted(role.get(), role.get().at("/spec/name")));
        }
        String password = role.get().text("/spec/passwordSecret/name");
        for (String variable : List.of("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD")) {
            if (!Environment.of(deployment, manifests).secret(variable).equals(password)) {
                findings.add("%s: %s is not of the Secret %s".formatted(deployment, variable, password));
            }
        }
        String name = Environment.of(deployment, manifests).value("AFTERSALES_DATABASE_NAME");
        if (!name.equals(service.database())) {
            findings.add("%s: connects to the database %s".formatted(deployment, name));
        }
    }

    private void connections(Manifest cluster, Manifests manifests, List<String> findings) {
        int needed = OF_OTHERS;
        for (Manifest deployment : manifests.of("Deployment")) {
            if (project.serviceOfModule(deployment.name()).isPresent()) {
                int replicas = ScalingCheck.most(deployment, manifests)
                        + deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt(1);
                needed += replicas * (pool(deployment, manifests) + OUTSIDE_OF_THE_POOL);
            }
        }
        int offered =
                Integer.parseInt(cluster.texts("/spec/postgresql/parameters").getOrDefault("max_connections", "100"));
        if (offered < needed) {
            findings.add("%s: max_connections is %d, and the services may open %d".formatted(cluster, offered, needed));
        }
    }

    private int pool(Manifest deployment, Manifests manifests) {
        String property = "quarkus.datasource.reactive.max-size";
        String set = Environment.of(deployment, manifests).value("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE");
        return Integer.parseInt(set.isEmpty() ? project.configuration().value(deployment.name(), property) : set);
    }
}
