package io.aftersales.helpdesk.team;

import io.aftersales.platform.problem.RuleBroken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TeamTest {

    private static final Follower CUSTOMER = Follower.customer(UUID.randomUUID());
    private static final Follower ADDRESS = new Follower(null, null, "boss@example.test");

    private final Team team = new Team();

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL", "PRIVATE"})
    void customersLeaveATeamThatStopsBeingPublic(Visibility visibility) {
        team.describe(TeamMother.form(Visibility.PUBLIC, CUSTOMER, ADDRESS));

        team.describe(TeamMother.form(visibility, CUSTOMER, ADDRESS));

        assertThat(team.followers()).containsExactly(ADDRESS);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL", "PRIVATE"})
    void refusesACustomerAsFollowerOfATeamThatIsNotPublic(Visibility visibility) {
        assertThatThrownBy(() -> team.describe(TeamMother.form(visibility, CUSTOMER)))
                .isInstanceOfSatisfying(
                        RuleBroken.class,
                        broken -> assertThat(broken.code().code()).isEqualTo("team-not-public"));
    }

    @Test
    void anEMailAddressMayFollowAPrivateTeamsTicket() {
        team.describe(TeamMother.form(Visibility.PRIVATE));

        team.welcome(ADDRESS);

        assertThatThrownBy(() -> team.welcome(CUSTOMER)).isInstanceOf(RuleBroken.class);
    }
}
