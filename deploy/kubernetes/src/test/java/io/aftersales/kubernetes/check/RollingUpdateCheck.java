package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application is replaced without a lost request: the new one first, the old one once nobody sends it anything, and with time
 * for what is under way. Nodes are emptied one replica at a time.
 */
final class RollingUpdateCheck implements Check {

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest deployment : manifests.of("Deployment")) {
            List<Manifest> budgets = manifests.of("PodDisruptionBudget").stream()
                    .filter(budget -> manifests
                            .selected(budget.texts("/spec/selector/matchLabels"))
                            .contains(deployment))
                    .toList();
            if (budgets.size() != 1) {
                findings.add("%s: has %d disruption budgets".formatted(deployment, budgets.size()));
            }
            if (project.modules().contains(deployment.name())) {
                ofApplication(deployment, findings);
            }
        }
        for (Manifest budget : manifests.of("PodDisruptionBudget")) {
            if (budget.at("/spec/maxUnavailable").asInt() != 1) {
                findings.add(budget + ": takes away more than one at a time, or none ever");
            }
            if (manifests.selected(budget.texts("/spec/selector/matchLabels")).isEmpty()) {
                findings.add(budget + ": guards nothing");
            }
        }
        return findings;
    }

    private void ofApplication(Manifest deployment, List<String> findings) {
        if (!deployment.text("/spec/strategy/type").equals("RollingUpdate")
                || deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1) != 0
                || deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt() < 1) {
            findings.add(deployment + ": an old one ends before a new one is ready");
        }
        int leaving = deployment
                .at("/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds")
                .asInt();
        if (leaving < 1) {
            findings.add(deployment + ": is told to end while nodes still send it connections");
        }
        Duration ending = Duration.ofSeconds(leaving)
                .plus(project.configuration().duration(deployment.name(), "quarkus.shutdown.delay"))
                .plus(project.configuration().duration(deployment.name(), "quarkus.shutdown.timeout"));
        Duration grace = Duration.ofSeconds(deployment
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asLong(30));
        if (grace.compareTo(ending) <= 0) {
            findings.add("%s: takes up to %s to end, and is killed after %s".formatted(deployment, ending, grace));
        }
    }
}
