package io.aftersales.kubernetes.check;

import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.aftersales.kubernetes.truth.Project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every variable in the environment of an application sets a property that it has, at run time, and none shows a secret. */
final class SettingsCheck implements Check {

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE_KEY");

    private final Project project = Project.read();

    @Override
    public List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (Manifest workload : manifests.workloads()) {
            Environment environment = Environment.of(workload, manifests);
            environment.values().forEach((variable, value) -> {
                if (SECRET.matcher(variable).find()) {
                    findings.add("%s: %s is in plain sight".formatted(workload, variable));
                }
            });
            if (project.modules().contains(workload.name())) {
                known(workload, environment, findings);
                needed(workload, environment, findings);
            }
        }
        return findings;
    }

    private void known(Manifest workload, Environment environment, List<String> findings) {
        Set<String> variables = new TreeSet<>(environment.values().keySet());
        variables.addAll(environment.secrets().keySet());
        variables.forEach(variable -> project.configuration()
                .whyUseless(variable)
                .ifPresent(reason -> findings.add("%s: %s: %s".formatted(workload, variable, reason))));
    }

    private void needed(Manifest workload, Environment environment, List<String> findings) {
        if (!project.sendsMail(workload.name())) {
            return;
        }
        Stream.of("QUARKUS_MAILER_HOST", "QUARKUS_MAILER_PORT", "AFTERSALES_MAIL_FROM")
                .filter(variable -> environment.value(variable).isEmpty())
                .forEach(variable -> findings.add("%s: %s is not set".formatted(workload, variable)));
    }
}
