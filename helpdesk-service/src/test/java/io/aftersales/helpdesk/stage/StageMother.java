package io.aftersales.helpdesk.stage;

/** Stages for unit tests. */
public final class StageMother {

    private StageMother() {}

    public static Stage open() {
        return stage("New", false);
    }

    public static Stage folded() {
        return stage("Solved", true);
    }

    private static Stage stage(String name, boolean folded) {
        Stage stage = new Stage();
        stage.describe(new StageForm(name, 1, folded));
        return stage;
    }
}
