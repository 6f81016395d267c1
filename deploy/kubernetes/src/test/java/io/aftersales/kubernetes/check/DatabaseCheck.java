package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;
import io.aftersales.local.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every service that runs has the topology's database, owned by a role of its own whose password is the one that it is given;
 * the server lets roles into the databases of their names only, and encrypted; it has room and memory for the connections of all
 * replicas, also while one of each is replaced; and one that was restored does not overwrite the backups that it came from.
 */
final class DatabaseCheck implements Check {

    private static final String POOL = "quarkus.datasource.reactive.max-size";

    /** Administrators, replication, the operator. */
    private static final int OF_OTHERS = 30;

    /** What Keycloak's pool grows to if nobody says anything. */
    private static final int OF_KEYCLOAK = 100;

    /** MiB of a connection's process; up to 3.5 were seen in the first minute of a benchmark, and prepared statements add to it. */
    private static final int OF_A_CONNECTION = 8;

    private static final Pattern MEMORY = Pattern.compile("([0-9]+)(Mi|MB|Gi|GB)");

    private static final List<String> WHO_ENTERS_WHAT =
            List.of("hostssl sameuser all all scram-sha-256", "host all all all reject");

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
        for (Manifest cluster : manifests.of("Cluster")) {
            connections(cluster, manifests, findings);
            List<String> rules = cluster.items("/spec/postgresql/pg_hba")
                    .map(JsonNode::asText)
                    .toList();
            if (!rules.equals(WHO_ENTERS_WHAT)) {
                findings.add(
                        "%s: roles enter databases by %s instead of %s".formatted(cluster, rules, WHO_ENTERS_WHAT));
            }
            archive(cluster, findings);
        }
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

    private static void archive(Manifest cluster, List<String> findings) {
        List<String> sources = cluster.items("/spec/externalClusters")
                .map(known -> known.at("/plugin/parameters/serverName").asText())
                .toList();
        cluster.items("/spec/plugins")
                .filter(plugin -> plugin.path("isWALArchiver").asBoolean())
                .map(plugin -> plugin.at("/parameters/serverName").asText(cluster.name()))
                .filter(sources::contains)
                .forEach(name -> findings.add("%s: archives over what it came from, %s".formatted(cluster, name)));
    }

    private void connections(Manifest cluster, Manifests manifests, List<String> findings) {
        int needed = OF_OTHERS;
        for (Manifest deployment : manifests.of("Deployment")) {
            if (project.serviceOfModule(deployment.name()).isPresent()) {
                int replicas = ScalingCheck.most(deployment, manifests)
                        + deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt(1);
                needed += replicas * ofReplica(project, deployment.name(), pool(deployment, manifests));
            }
        }
        for (Manifest keycloak : manifests.of("Keycloak")) {
            needed += keycloak.at("/spec/instances").asInt(1)
                    * keycloak.at("/spec/db/poolMaxSize").asInt(OF_KEYCLOAK);
        }
        int offered =
                Integer.parseInt(cluster.texts("/spec/postgresql/parameters").getOrDefault("max_connections", "100"));
        if (offered < needed) {
            findings.add("%s: max_connections is %d, and %d may be opened".formatted(cluster, offered, needed));
        }
        long memory = mebibytes(cluster.text("/spec/resources/limits/memory"));
        long used = mebibytes(cluster.texts("/spec/postgresql/parameters").getOrDefault("shared_buffers", "128MB"))
                + (long) needed * OF_A_CONNECTION;
        if (memory < used) {
            findings.add(
                    "%s: %d MiB of memory, and %d connections may use %d".formatted(cluster, memory, needed, used));
        }
    }

    private static long mebibytes(String memory) {
        Matcher parts = MEMORY.matcher(memory);
        if (!parts.matches()) {
            return 0;
        }
        return Long.parseLong(parts.group(1)) * (parts.group(2).startsWith("G") ? 1024 : 1);
    }

    /**
     * How many connections a replica holds at most: its pool, those for migrations, and those that hold a lock, which are the
     * relay's and the mail sender's.
     */
    static int ofReplica(Project project, String module, int pool) {
        int migrations = Integer.parseInt(project.configuration().value(module, "quarkus.datasource.jdbc.max-size"));
        return pool + migrations + (project.sendsMail(module) ? 2 : 1);
    }

    /** The size of the pool where nobody sets another. */
    static int pool(Project project, String module) {
        return Integer.parseInt(project.configuration().value(module, POOL));
    }

    private int pool(Manifest deployment, Manifests manifests) {
        String set = Environment.of(deployment, manifests).value("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE");
        return set.isEmpty() ? pool(project, deployment.name()) : Integer.parseInt(set);
    }
}
