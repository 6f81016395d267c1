package io.aftersales.helpdesk.team;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Teams for unit tests. */
public final class TeamMother {

    private TeamMother() {}

    public static Team offering(String... services) {
        Team team = new Team();
        team.describe(new TeamForm(
                "Care",
                Visibility.PUBLIC,
                List.of(),
                List.of(),
                Arrays.stream(services).collect(Collectors.toMap(name -> name, name -> true)),
                null,
                false,
                null));
        return team;
    }

    static TeamForm form(Visibility visibility, Follower... followers) {
        return new TeamForm("Care", visibility, List.of(), List.of(followers), null, null, false, null);
    }
}
