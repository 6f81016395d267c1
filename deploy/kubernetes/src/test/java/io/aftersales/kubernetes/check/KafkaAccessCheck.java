package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service reads what the contracts say that it reads, writes what they say that it writes, and nothing else; of those that
 * are no service nobody reads or writes anything.
 */
final class KafkaAccessCheck implements Check {

    /** They carry coupon codes, which are as good as money. */
    private static final Set<String> WITH_CODES = Set.of("coupon-generated", "coupon-sent");

    private static final Set<String> READERS_OF_CODES = Set.of("helpdesk");

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest cluster : manifests.of("Kafka")) {
            if (!cluster.text("/spec/kafka/authorization/type").equals("simple")) {
                findings.add(cluster + ": everybody may do everything");
            }
            cluster.items("/spec/kafka/listeners")
                    .filter(listener -> !listener.path("tls").asBoolean()
                            || !listener.at("/authentication/type").asText().equals("tls"))
                    .forEach(listener -> findings.add(cluster + ": a listener without certificates of its clients"));
        }
        for (Manifest user : manifests.of("KafkaUser")) {
            if (!user.text("/spec/authentication/type").equals("tls")) {
                findings.add(user + ": has no certificate");
            }
            if (project.service(user.name()).isPresent()) {
                ofService(user, findings);
            } else {
                ofOther(user, findings);
            }
        }
        for (Manifest deployment : manifests.of("Deployment")) {
            project.serviceOfModule(deployment.name())
                    .filter(service ->
                            manifests.find("KafkaUser", service.name()).isEmpty())
                    .ifPresent(service -> findings.add(deployment + ": there is no KafkaUser " + service.name()));
        }
        return findings;
    }

    private void ofService(Manifest user, List<String> findings) {
        compare(user, "reads", granted(user, "topic", "Read"), project.readBy(user.name()), findings);
        compare(user, "writes", granted(user, "topic", "Write"), project.writtenBy(user.name()), findings);
        Set<String> known = new TreeSet<>(project.readBy(user.name()));
        known.addAll(project.writtenBy(user.name()));
        compare(user, "sees", granted(user, "topic", "Describe"), known, findings);
        compare(user, "is of group", granted(user, "group", "Read"), groups(user.name()), findings);
        if (!READERS_OF_CODES.contains(user.name())) {
            granted(user, "topic", "Read").stream()
                    .filter(WITH_CODES::contains)
                    .forEach(topic -> findings.add(user + ": reads coupon codes, of " + topic));
        }
    }

    /** The inbox, and in the helpdesk the hints for streams, where each replica is a group of its own. */
    private static Set<String> groups(String service) {
        return service.equals("helpdesk") ? new TreeSet<>(Set.of("helpdesk", "helpdesk-live-*")) : Set.of(service);
    }

    private static void ofOther(Manifest user, List<String> findings) {
        user.items("/spec/authorization/acls")
                .flatMap(rule -> Manifest.items(rule.path("operations")))
                .filter(operation -> !operation.asText().equals("Describe"))
                .forEach(operation -> findings.add("%s: is no service and may %s".formatted(user, operation.asText())));
    }

    private static void compare(
            Manifest user, String what, Set<String> granted, Set<String> needed, List<String> findings) {
        difference(granted, needed)
                .ifPresent(surplus -> findings.add("%s: %s %s, against the contracts".formatted(user, what, surplus)));
        difference(needed, granted)
                .ifPresent(lack -> findings.add("%s: lacks that it %s %s".formatted(user, what, lack)));
    }

    private static Optional<Set<String>> difference(Set<String> these, Set<String> those) {
        Set<String> left = new TreeSet<>(these);
        left.removeAll(those);
        return left.isEmpty() ? Optional.empty() : Optional.of(left);
    }

    /** A name that stands for all that begin with it has a star. */
    private static Set<String> granted(Manifest user, String type, String operation) {
        Set<String> names = new TreeSet<>();
        user.items("/spec/authorization/acls")
                .filter(rule -> rule.at("/resource/type").asText().equals(type))
                .filter(rule -> Manifest.items(rule.path("operations"))
                        .anyMatch(granted -> granted.asText().equals(operation)))
                .forEach(rule -> names.add(name(rule.path("resource"))));
        return names;
    }

    private static String name(JsonNode resource) {
        return resource.path("name").asText()
                + (resource.path("patternType").asText().equals("prefix") ? "*" : "");
    }
}
