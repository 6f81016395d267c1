package io.aftersales.systemtests.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One figure of the table.
 *
 * @param baseline measured in the same run, which the figure is compared with; null where there is none
 * @param target null where the figure is there to be read only
 * @param detail what else was seen
 */
public record Row(String what, double figure, String unit, Baseline baseline, Target target, String detail) {

    /** What a figure stands beside, in the same unit. */
    public record Baseline(String name, double figure) {}

    @JsonProperty
    public Double ratio() {
        return baseline == null ? null : figure / baseline.figure();
    }

    /** Whether the target is reached; null without one. */
    @JsonProperty
    public Boolean met() {
        return target == null ? null : target.isMetBy(target.ofRatio() ? ratio() : figure);
    }
}
