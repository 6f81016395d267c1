package io.aftersales.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aftersales.kubernetes.check.Check;
import io.aftersales.kubernetes.render.Kubectl;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The checks can fail: manifests of every kind are broken on purpose, and the check that is there for it finds it. Which check
 * found what stands in {@code checks.md}; {@code -Dchecks.update} writes it anew.
 */
class BreakageTest {

    private static final Manifests PRODUCTION = drawn("production");
    private static final Manifests SINGLE_NODE = drawn("single-node");
    private static final List<Check> CHECKS = Check.all();

    private static final String HEADING = """
            # What the checks find

            Manifests that were broken on purpose, one at a time, and which of the [checks](README.md#what-holds-them) found it.
            Written by `BreakageTest`: `./test -pl deploy/kubernetes -am -Dchecks.update`.

            | manifest | broken | found by |
            | --- | --- | --- |
            """;

    private static final String CONTAINER = "/spec/template/spec/containers/0";

    /** Whoever noticed each breakage: it takes a while, and the document wants it too. */
    private static final Map<Breakage, Set<String>> CAUGHT = new ConcurrentHashMap<>();

    /**
     * @param what is done to it, in words
     * @param check the title of the check that has to find it
     */
    private record Breakage(String kind, String name, String what, Consumer<ObjectNode> doing, String check) {

        private String markdown() {
            return "| %s `%s` | %s | %s |".formatted(kind, name, what, String.join(", ", caught(this)));
        }
    }

    private static final List<Breakage> BREAKAGES = List.of(
            broken("Namespace", "aftersales", "labels: a number", set("/metadata", "labels", "7"), "schema"),
            broken(
                    "ConfigMap",
                    "services",
                    "a misspelt setting",
                    rename("/data", "KAFKA_BOOTSTRAP_SERVERS"),
                    "settings"),
            broken(
                    "ConfigMap",
                    "services",
                    "a setting that the image has fixed",
                    set("/data", "QUARKUS_DATASOURCE_DB_KIND", "\"mysql\""),
                    "settings"),
            broken(
                    "ConfigMap",
                    "services",
                    "a password",
                    set("/data", "QUARKUS_DATASOURCE_PASSWORD", "\"accounting\""),
                    "settings"),
            broken(
                    "ConfigMap",
                    "services",
                    "larger pools than the server has room for",
                    set("/data", "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "\"20\""),
                    "database"),
            broken(
                    "ConfigMap",
                    "services",
                    "the brokers at a port where nobody listens",
                    set("/data", "KAFKA_BOOTSTRAP_SERVERS", "\"aftersales-kafka-bootstrap:9092\""),
                    "connection"),
            broken(
                    "ConfigMap",
                    "services",
                    "the brokers without encryption",
                    set("/data", "KAFKA_SECURITY_PROTOCOL", "\"PLAINTEXT\""),
                    "connection"),
            broken(
                    "ConfigMap",
                    "services",
                    "a standby's address of the database",
                    set("/data", "AFTERSALES_DATABASE_HOST", "\"aftersales-postgres-ro\""),
                    "connection"),
            broken(
                    "ConfigMap",
                    "services",
                    "the database without encryption",
                    set("/data", "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "\"disable\""),
                    "connection"),
            broken(
                    "ConfigMap",
                    "services",
                    "another realm",
                    set("/data", "QUARKUS_OIDC_AUTH_SERVER_URL", "\"http://keycloak-service:8080/realms/master\""),
                    "connection"),
            broken(
                    "ConfigMap",
                    "services",
                    "a file that is not there",
                    set("/data", "KAFKA_SSL_KEYSTORE_LOCATION", "\"/etc/kafka/user/keystore.p12\""),
                    "connection"),
            broken(
                    "ConfigMap",
                    "gateway-settings",
                    "another port of a service",
                    set("/data", "GATEWAY_SERVICES_LOYALTY_ADDRESSES", "\"loyalty-service:8082\""),
                    "address"),
            broken(
                    "ConfigMap",
                    "accounting-settings",
                    "another service's database",
                    set("/data", "AFTERSALES_DATABASE_NAME", "\"loyalty\""),
                    "database"),
            broken("ConfigMap", "repair-settings", "not there", null, "reference"),
            broken("Deployment", "accounting-service", "a misspelt property", rename("/spec", "strategy"), "schema"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "a text for a port",
                    set(CONTAINER + "/ports/0", "containerPort", "\"8082\""),
                    "schema"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "an unknown imagePullPolicy",
                    set(CONTAINER, "imagePullPolicy", "\"Sometimes\""),
                    "schema"),
            broken("Deployment", "accounting-service", "no selector", remove("/spec", "selector"), "model"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "another path of a probe",
                    set(CONTAINER + "/readinessProbe/httpGet", "path", "\"/health\""),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "no livenessProbe",
                    remove(CONTAINER, "livenessProbe"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "no limit of memory",
                    remove(CONTAINER + "/resources/limits", "memory"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "may run as root",
                    set("/spec/template/spec/securityContext", "runAsNonRoot", "false"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "may write everywhere",
                    set(CONTAINER + "/securityContext", "readOnlyRootFilesystem", "false"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "keeps a capability",
                    set(CONTAINER + "/securityContext/capabilities", "drop", "[\"NET_RAW\"]"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "has a token of the cluster",
                    set("/spec/template/spec", "automountServiceAccountToken", "true"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "not spread",
                    remove("/spec/template/spec", "topologySpreadConstraints"),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "another image",
                    set(CONTAINER, "image", "\"ghcr.io/aftersales/accounting:latest\""),
                    "workload"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "another port",
                    set(CONTAINER + "/ports/0", "containerPort", "8080"),
                    "address"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "less time to end than it takes",
                    set("/spec/template/spec", "terminationGracePeriodSeconds", "10"),
                    "rolling update"),
            broken("Deployment", "accounting-service", "no preStop", remove(CONTAINER, "lifecycle"), "rolling update"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "the old one ends first",
                    set("/spec/strategy/rollingUpdate", "maxUnavailable", "1"),
                    "rolling update"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "another service's password",
                    set(CONTAINER + "/env/0/valueFrom/secretKeyRef", "name", "\"loyalty-database\""),
                    "database"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "a Secret that nobody makes",
                    set(CONTAINER + "/env/0/valueFrom/secretKeyRef", "name", "\"secrets\""),
                    "reference"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "its certificate is somewhere else",
                    set(CONTAINER + "/volumeMounts/1", "mountPath", "\"/etc/kafka/usr\""),
                    "connection"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "a key that the Secret does not have",
                    set(CONTAINER + "/env/2/valueFrom/secretKeyRef", "key", "\"password\""),
                    "connection"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "a number of replicas",
                    set("/spec", "replicas", "2"),
                    "scaling"),
            broken(
                    "Deployment",
                    "accounting-service",
                    "a label that no policy knows",
                    set("/spec/template/metadata/labels", "app.kubernetes.io/component", "\"job\""),
                    "network"),
            broken("Deployment", "gateway", "not there", null, "workload"),
            broken(
                    "Deployment",
                    "mail-catcher",
                    "another version than compose runs",
                    set(CONTAINER, "image", "\"axllent/mailpit:v1.27\""),
                    "version"),
            broken(
                    "Deployment",
                    "mail-catcher",
                    "may run as root",
                    set("/spec/template/spec/securityContext", "runAsNonRoot", "false"),
                    "workload"),
            broken(
                    "Job",
                    "keycloak-realm",
                    "for ever started again",
                    set("/spec/template/spec", "restartPolicy", "\"Always\""),
                    "schema"),
            broken(
                    "Job",
                    "keycloak-realm",
                    "a ConfigMap that is not there",
                    set("/spec/template/spec/volumes/1/configMap", "name", "\"realms\""),
                    "reference"),
            broken("Service", "loyalty-service", "another port", set("/spec/ports/0", "port", "8080"), "address"),
            broken("Service", "loyalty-service", "an unknown type", set("/spec", "type", "\"Public\""), "schema"),
            broken(
                    "Service",
                    "loyalty-service",
                    "another selector",
                    set("/spec/selector", "app.kubernetes.io/name", "\"coupons\""),
                    "reference"),
            broken("Service", "loyalty-service", "not there", null, "address"),
            broken(
                    "PodDisruptionBudget",
                    "repair-service",
                    "nothing may ever be moved",
                    set("/spec", "maxUnavailable", "0"),
                    "rolling update"),
            broken("PodDisruptionBudget", "repair-service", "not there", null, "rolling update"),
            broken("NetworkPolicy", "default-deny", "not there", null, "network"),
            broken("NetworkPolicy", "services", "not there", null, "network"),
            broken("NetworkPolicy", "postgres", "not there", null, "network"),
            broken("NetworkPolicy", "kafka", "not there", null, "network"),
            broken("NetworkPolicy", "keycloak", "not there", null, "network"),
            broken("NetworkPolicy", "keycloak-operator", "not there", null, "network"),
            broken(
                    "NetworkPolicy",
                    "postgres",
                    "everybody reaches the database",
                    remove("/spec/ingress/0", "from"),
                    "network"),
            broken(
                    "NetworkPolicy",
                    "postgres",
                    "the gateway reaches the database, too",
                    set(
                            "/spec/ingress/0/from/0/podSelector",
                            "matchLabels",
                            "{\"app.kubernetes.io/part-of\": \"aftersales\"}"),
                    "network"),
            broken(
                    "NetworkPolicy",
                    "keycloak",
                    "everybody reaches Keycloak",
                    remove("/spec/ingress/0", "from"),
                    "network"),
            broken(
                    "NetworkPolicy",
                    "gateway",
                    "another label with the same value",
                    set(
                            "/spec/ingress/0/from/0/namespaceSelector",
                            "matchLabels",
                            "{\"team.example/internal\": \"true\"}"),
                    "network"),
            broken("NetworkPolicy", "services", "services face outside", remove("/spec/ingress/0", "from"), "network"),
            broken(
                    "NetworkPolicy",
                    "services",
                    "services reach everything",
                    add("/spec/egress", "{\"ports\": [{\"protocol\": \"TCP\", \"port\": 443}]}"),
                    "network"),
            broken(
                    "NetworkPolicy",
                    "services",
                    "what it says of one direction does not count",
                    set("/spec", "policyTypes", "[Ingress]"),
                    "network"),
            broken(
                    "NetworkPolicy",
                    "services",
                    "the database by another protocol",
                    set("/spec/egress/0/ports/0", "protocol", "\"UDP\""),
                    "network"),
            broken(
                    "NetworkPolicy",
                    "gateway",
                    "an unknown protocol",
                    set("/spec/ingress/0/ports/0", "protocol", "\"HTTP\""),
                    "schema"),
            broken(
                    "HorizontalPodAutoscaler",
                    "gateway",
                    "from one replica on",
                    set("/spec", "minReplicas", "1"),
                    "scaling"),
            broken("HorizontalPodAutoscaler", "gateway", "no target", remove("/spec", "scaleTargetRef"), "model"),
            broken(
                    "HorizontalPodAutoscaler",
                    "gateway",
                    "for a service that KEDA scales",
                    set("/spec/scaleTargetRef", "name", "\"repair-service\""),
                    "scaling"),
            broken(
                    "ScaledObject",
                    "helpdesk-service",
                    "more replicas than partitions",
                    set("/spec", "maxReplicaCount", "7"),
                    "scaling"),
            broken(
                    "ScaledObject",
                    "helpdesk-service",
                    "another group",
                    set("/spec/triggers/1/metadata", "consumerGroup", "\"loyalty\""),
                    "scaling"),
            broken(
                    "ScaledObject",
                    "helpdesk-service",
                    "asks brokers that are not there",
                    set("/spec/triggers/1/metadata", "bootstrapServers", "\"kafka:9093\""),
                    "connection"),
            broken(
                    "ScaledObject",
                    "helpdesk-service",
                    "a number where KEDA wants a text",
                    set("/spec/triggers/1/metadata", "lagThreshold", "1000"),
                    "schema"),
            broken("TriggerAuthentication", "kafka", "not there", null, "reference"),
            broken(
                    "TriggerAuthentication",
                    "kafka",
                    "an unknown parameter",
                    set("/spec/secretTargetRef/0", "parameter", "\"caBundle\""),
                    "schema"),
            broken(
                    "Ingress",
                    "gateway",
                    "shows the metrics",
                    set("/spec/rules/0/http/paths/0", "path", "\"/q\""),
                    "address"),
            broken(
                    "Ingress",
                    "gateway",
                    "past the gateway",
                    set("/spec/rules/0/http/paths/0/backend/service", "name", "\"accounting-service\""),
                    "address"),
            broken(
                    "Ingress",
                    "gateway",
                    "an unknown pathType",
                    set("/spec/rules/0/http/paths/0", "pathType", "\"Begins\""),
                    "schema"),
            broken("Ingress", "gateway", "not encrypted", remove("/spec", "tls"), "schema"),
            broken("HTTPRoute", "gateway", "another port", set("/spec/rules/0/backendRefs/0", "port", "80"), "address"),
            broken(
                    "HTTPRoute",
                    "gateway",
                    "an unknown type of match",
                    set("/spec/rules/0/matches/0/path", "type", "\"Prefix\""),
                    "schema"),
            broken("HTTPRoute", "gateway", "a misspelt property", rename("/spec/rules/0", "timeouts"), "model"),
            broken(
                    "ServiceMonitor",
                    "aftersales",
                    "another path",
                    set("/spec/endpoints/0", "path", "\"/metrics\""),
                    "address"),
            broken(
                    "ServiceMonitor",
                    "aftersales",
                    "a misspelt property",
                    rename("/spec/endpoints/0", "interval"),
                    "model"),
            broken(
                    "Kafka",
                    "aftersales",
                    "whoever connects may do everything",
                    remove("/spec/kafka", "authorization"),
                    "kafka access"),
            broken(
                    "Kafka",
                    "aftersales",
                    "no encryption",
                    set("/spec/kafka/listeners/0", "tls", "false"),
                    "kafka access"),
            broken(
                    "Kafka",
                    "aftersales",
                    "nobody can write while a broker restarts",
                    set("/spec/kafka/config", "min.insync.replicas", "3"),
                    "topic"),
            broken(
                    "Kafka",
                    "aftersales",
                    "everybody reaches the brokers",
                    remove("/spec/kafka/listeners/0", "networkPolicyPeers"),
                    "network"),
            broken(
                    "Kafka",
                    "aftersales",
                    "another version than compose runs",
                    set("/spec/kafka", "version", "\"4.2.0\""),
                    "version"),
            broken("Kafka", "aftersales", "a misspelt property", rename("/spec/kafka", "listeners"), "model"),
            broken("KafkaNodePool", "kafka", "fewer brokers than replicas", set("/spec", "replicas", "1"), "topic"),
            broken("KafkaNodePool", "kafka", "all of them on one node", remove("/spec", "template"), "topic"),
            broken("KafkaNodePool", "kafka", "an unknown role", set("/spec", "roles", "[\"worker\"]"), "schema"),
            broken("KafkaTopic", "reverse-invoice", "other partitions", set("/spec", "partitions", "12"), "topic"),
            broken(
                    "KafkaTopic",
                    "reverse-invoice",
                    "all of its replicas must be in sync",
                    set("/spec", "replicas", "2"),
                    "topic"),
            broken(
                    "KafkaTopic",
                    "reverse-invoice",
                    "another retention",
                    set("/spec/config", "retention.ms", "86400000"),
                    "topic"),
            broken(
                    "KafkaTopic",
                    "customer-changed",
                    "reference data that is deleted",
                    set("/spec/config", "cleanup.policy", "\"delete\""),
                    "topic"),
            broken("KafkaTopic", "reverse-invoice", "not there", null, "topic"),
            broken(
                    "KafkaTopic",
                    "reverse-invoice",
                    "of another Kafka",
                    set("/metadata/labels", "strimzi.io/cluster", "\"kafka\""),
                    "reference"),
            broken(
                    "KafkaTopic",
                    "reverse-invoice",
                    "a text for a number",
                    set("/spec", "partitions", "\"6\""),
                    "model"),
            broken(
                    "KafkaUser",
                    "repair",
                    "reads coupon codes",
                    add("/spec/authorization/acls", topicRule("coupon-generated", "Read")),
                    "kafka access"),
            broken(
                    "KafkaUser",
                    "repair",
                    "writes what others own",
                    add("/spec/authorization/acls", topicRule("invoice-posted", "Write")),
                    "kafka access"),
            broken(
                    "KafkaUser",
                    "repair",
                    "lacks a topic",
                    manifest -> ((ArrayNode) manifest.at("/spec/authorization/acls")).remove(1),
                    "kafka access"),
            broken(
                    "KafkaUser",
                    "keda",
                    "reads everything",
                    add("/spec/authorization/acls", topicRule("*", "Read")),
                    "kafka access"),
            broken(
                    "KafkaUser",
                    "repair",
                    "an unknown operation",
                    add("/spec/authorization/acls", topicRule("invoice-posted", "Consume")),
                    "schema"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "too few connections",
                    set("/spec/postgresql/parameters", "max_connections", "\"100\""),
                    "database"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "less memory than its connections take",
                    set("/spec/resources/limits", "memory", "\"2Gi\""),
                    "database"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "roles enter each other's databases",
                    remove("/spec/postgresql", "pg_hba"),
                    "database"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "takes connections that are not encrypted",
                    set(
                            "/spec/postgresql",
                            "pg_hba",
                            "[\"host sameuser all all scram-sha-256\", \"host all all all reject\"]"),
                    "database"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "archives over what it was restored from",
                    set(
                            "/spec",
                            "externalClusters",
                            "[{\"name\": \"lost\", \"plugin\": {\"parameters\": {\"barmanObjectName\": \"backups\","
                                    + " \"serverName\": \"aftersales-postgres\"}}}]"),
                    "database"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "restored from nowhere",
                    set("/spec/bootstrap", "recovery", "{\"source\": \"lost\"}"),
                    "reference"),
            broken("Cluster", "aftersales-postgres", "no instances", remove("/spec", "instances"), "schema"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "another version than compose runs",
                    set("/spec", "imageName", "\"ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie\""),
                    "version"),
            broken(
                    "Cluster",
                    "aftersales-postgres",
                    "keeps no changes since the last backup",
                    remove("/spec", "plugins"),
                    "database"),
            broken("DatabaseRole", "inventory", "not there", null, "database"),
            broken(
                    "DatabaseRole",
                    "inventory",
                    "another password",
                    set("/spec/passwordSecret", "name", "\"keycloak-database\""),
                    "database"),
            broken("DatabaseRole", "inventory", "may do everything", set("/spec", "superuser", "true"), "schema"),
            broken("Database", "inventory", "another owner", set("/spec", "owner", "\"loyalty\""), "database"),
            broken(
                    "Database",
                    "inventory",
                    "an unknown policy",
                    set("/spec", "databaseReclaimPolicy", "\"keep\""),
                    "schema"),
            broken(
                    "Database",
                    "inventory",
                    "of a server that is not there",
                    set("/spec/cluster", "name", "\"postgres\""),
                    "database"),
            broken(
                    "ScheduledBackup",
                    "nightly",
                    "a schedule as of cron, without seconds",
                    set("/spec", "schedule", "\"0 2 * * *\""),
                    "schema"),
            broken("ObjectStore", "backups", "not there", null, "reference"),
            broken(
                    "ObjectStore",
                    "backups",
                    "the key itself",
                    set("/spec/configuration/s3Credentials", "accessKeyId", "\"AKIA\""),
                    "schema"),
            broken(
                    "Keycloak",
                    "keycloak",
                    "a database server that is not there",
                    set("/spec/db", "host", "\"postgres\""),
                    "reference"),
            broken(
                    "Keycloak",
                    "keycloak",
                    "its operator lets everybody in",
                    remove("/spec", "networkPolicy"),
                    "network"),
            broken(
                    "Keycloak",
                    "keycloak",
                    "a pool as large as Keycloak likes",
                    remove("/spec/db", "poolMaxSize"),
                    "database"),
            broken(
                    "Keycloak",
                    "keycloak",
                    "a misspelt property",
                    rename("/spec/hostname", "backchannelDynamic"),
                    "schema"));

    @TestFactory
    Stream<DynamicTest> theCheckThatIsThereForItFindsIt() {
        return BREAKAGES.stream()
                .map(breakage -> dynamicTest(
                        "%s: %s".formatted(breakage.kind(), breakage.what()),
                        () -> assertThat(caught(breakage)).contains(breakage.check())));
    }

    @Test
    void everyKindIsBrokenAtLeastOnce() {
        assertThat(BREAKAGES.stream().map(Breakage::kind).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(PRODUCTION.all().stream(), SINGLE_NODE.all().stream())
                                .map(Manifest::kind)
                                .distinct()
                                .toList());
    }

    @Test
    void everyCheckFindsSomething() {
        assertThat(BREAKAGES.stream().map(Breakage::check).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        CHECKS.stream().map(Check::title).toList());
    }

    @Test
    void aSecretInPlainSightIsFound() {
        ObjectNode secret = PRODUCTION.of("ConfigMap").get(0).content().deepCopy();
        secret.put("kind", "Secret");

        assertThat(findings(PRODUCTION.with(new Manifest(secret)), List.of())).contains("reference");
    }

    @Test
    void whatIsFoundIsWrittenDown() throws IOException {
        Path file = Project.read().manifests().resolve("checks.md");
        String text = HEADING + BREAKAGES.stream().map(Breakage::markdown).collect(Collectors.joining("\n", "", "\n"));
        if (System.getProperty("checks.update") != null) {
            Files.writeString(file, text);
        }

        assertThat(file).as("stale: run the test with -Dchecks.update").hasContent(text);
    }

    private static Set<String> caught(Breakage breakage) {
        return CAUGHT.computeIfAbsent(breakage, BreakageTest::find);
    }

    private static Set<String> find(Breakage breakage) {
        Manifests healthy = PRODUCTION.find(breakage.kind(), breakage.name()).isPresent() ? PRODUCTION : SINGLE_NODE;
        Manifests manifests = healthy.copy();
        Manifest victim = manifests.find(breakage.kind(), breakage.name()).orElseThrow();
        if (breakage.doing() == null) {
            manifests = manifests.without(victim);
        } else {
            breakage.doing().accept(victim.content());
        }
        return findings(manifests, breakage.doing() == null ? List.of() : List.of(victim));
    }

    /** Checks that look at each object by itself are spared those that nobody touched. */
    private static Set<String> findings(Manifests manifests, List<Manifest> touched) {
        return CHECKS.stream()
                .filter(check -> !check.findings(check.looksAtEachByItself() ? new Manifests(touched) : manifests)
                        .isEmpty())
                .map(Check::title)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Breakage broken(String kind, String name, String what, Consumer<ObjectNode> doing, String check) {
        return new Breakage(kind, name, what, doing, check);
    }

    private static Consumer<ObjectNode> set(String pointer, String field, String json) {
        return manifest -> at(manifest, pointer).set(field, json(json));
    }

    private static Consumer<ObjectNode> remove(String pointer, String field) {
        return manifest -> at(manifest, pointer).remove(field);
    }

    private static Consumer<ObjectNode> rename(String pointer, String field) {
        return manifest -> at(manifest, pointer)
                .set(
                        field + (field.endsWith("S") ? "X" : "x"),
                        at(manifest, pointer).remove(field));
    }

    private static Consumer<ObjectNode> add(String pointer, String json) {
        return manifest -> ((ArrayNode) manifest.at(pointer)).add(json(json));
    }

    private static String topicRule(String topic, String operation) {
        return "{\"resource\": {\"type\": \"topic\", \"name\": \"%s\"}, \"operations\": [\"%s\"]}"
                .formatted(topic, operation);
    }

    private static ObjectNode at(ObjectNode manifest, String pointer) {
        return (ObjectNode) manifest.at(pointer);
    }

    private static JsonNode json(String text) {
        return Manifests.parse("value: " + text).all().get(0).at("/value");
    }

    private static Manifests drawn(String overlay) {
        return Manifests.parse(Kubectl.find()
                .kustomize(Project.read().manifests().resolve("overlays").resolve(overlay)));
    }
}
