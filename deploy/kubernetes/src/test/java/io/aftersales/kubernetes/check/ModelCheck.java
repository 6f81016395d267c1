package io.aftersales.kubernetes.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aftersales.kubernetes.render.Manifest;
import io.aftersales.kubernetes.render.Manifests;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes that others made of the kinds read the objects, and know each of their properties: our own schemas could be wrong
 * in the same way as the manifests. Kubernetes' are those of its Java client, 1.32; CloudNativePG, KEDA and the Keycloak operator
 * publish none.
 */
final class ModelCheck implements Check {

    private static final Map<String, Class<?>> PUBLISHED = Map.of(
            "Kafka.v1.kafka.strimzi.io", Kafka.class,
            "KafkaNodePool.v1.kafka.strimzi.io", KafkaNodePool.class,
            "KafkaTopic.v1.kafka.strimzi.io", KafkaTopic.class,
            "KafkaUser.v1.kafka.strimzi.io", KafkaUser.class,
            "HTTPRoute.v1.gateway.networking.k8s.io", HTTPRoute.class,
            "ServiceMonitor.v1.monitoring.coreos.com", ServiceMonitor.class);

    /** Kinds without one, which the schemas alone hold. */
    private static final List<String> UNPUBLISHED =
            List.of("postgresql.cnpg.io", "barmancloud.cnpg.io", "keda.sh", "k8s.keycloak.org");

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                /** The classes keep what they do not know: here they must not. */
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    @Override
    public List<String> findings(Manifests manifests) {
        return manifests.all().stream().flatMap(ModelCheck::findings).toList();
    }

    @Override
    public boolean looksAtEachByItself() {
        return true;
    }

    private static Stream<String> findings(Manifest manifest) {
        String group = manifest.apiVersion().split("/")[0];
        if (UNPUBLISHED.contains(group)) {
            return Stream.empty();
        }
        Class<?> published = PUBLISHED.get(manifest.fullKind());
        Optional<String> complaint = published == null ? ofKubernetes(manifest) : ofJackson(manifest, published);
        return complaint.map(reason -> manifest + ": " + reason).stream();
    }

    private static Optional<String> ofJackson(Manifest manifest, Class<?> model) {
        try {
            STRICT.treeToValue(manifest.content(), model);
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static Optional<String> ofKubernetes(Manifest manifest) {
        String[] parts = manifest.apiVersion().split("/");
        String model = "io.kubernetes.client.openapi.models." + parts[parts.length - 1].toUpperCase(Locale.ROOT)
                + manifest.kind();
        try {
            Class.forName(model)
                    .getMethod("fromJson", String.class)
                    .invoke(null, manifest.content().toString());
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage())
                    .lines()
                    .findFirst()
                    .orElse(""));
        } catch (ReflectiveOperationException e) {
            return Optional.of("Kubernetes has no kind " + manifest.fullKind());
        }
    }
}
