package io.aftersales.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.aftersales.local.identity.User;
import io.aftersales.platform.security.Roles;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code deploy/keycloak} against the roles that there are and the users of the local runner. */
class RealmTest {

    private final JsonNode realm = Yaml.resolved("deploy/keycloak/realm.json");
    private final JsonNode demo = Yaml.resolved("deploy/keycloak/demo-users.json");

    @Test
    void hasEveryRoleAndNoOther() throws IllegalAccessException {
        List<String> roles = new ArrayList<>();
        for (Field role : Roles.class.getFields()) {
            if (Modifier.isStatic(role.getModifiers())) {
                roles.add((String) role.get(null));
            }
        }
        assertThat(texts(realm.path("roles").path("realm"), "name")).containsExactlyInAnyOrderElementsOf(roles);
    }

    @Test
    void givesEveryClientTheClaimsThatServicesRead() {
        assertThat(realm.path("defaultDefaultClientScopes").toString()).contains("\"aftersales\"");
        Map<String, String> claims = new TreeMap<>();
        for (JsonNode scope : realm.path("clientScopes")) {
            for (JsonNode mapper : scope.path("protocolMappers")) {
                JsonNode config = mapper.path("config");
                claims.put(
                        mapper.path("name").asText(), config.path("claim.name").asText());
                if (mapper.path("name").asText().equals("audience")) {
                    assertThat(config.path("included.custom.audience").asText()).isEqualTo("aftersales");
                }
            }
        }
        assertThat(claims).containsEntry("groups", "groups").containsEntry("customer_id", "customer_id");
        assertThat(claims).containsKeys("audience", "sub", "name", "email");
    }

    @Test
    void letsNobodyButAdministratorsSayWhichCustomerSomeoneIs() {
        String profile = realm.path("components").toString().replace("\\", "");
        assertThat(profile)
                .containsPattern(
                        "\"name\":\"customer_id\".*\"permissions\":\\{\"view\":\\[\"admin\"],\"edit\":\\[\"admin\"]}");
    }

    @Test
    void hasNoUserAndNoPasswordGrantOfItsOwn() {
        assertThat(realm.has("users")).isFalse();
        for (JsonNode client : realm.path("clients")) {
            assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        }
    }

    @Test
    void hasTheRunnersUsersForTryingOut() {
        Map<String, List<String>> users = new TreeMap<>();
        for (JsonNode user : demo.path("users")) {
            List<String> roles = new ArrayList<>();
            user.path("realmRoles").forEach(role -> roles.add(role.asText()));
            users.put(user.path("username").asText(), roles);
        }
        assertThat(users).isEqualTo(User.ALL.stream().collect(Collectors.toMap(User::username, User::roles)));
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.path(field).asText()));
        return texts;
    }
}
