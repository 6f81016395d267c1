package io.aftersales.platform.problem;

/**
 * A rule that an endpoint or a command handler may refuse with. Implemented by one enum per service; all of them together
 * are the published table code → status → meaning ({@code docs/problems.md}).
 */
public interface ProblemCode {

    /** The machine-readable name, in kebab-case. Stable: clients branch on it. */
    String code();

    /** The HTTP status that goes with it. */
    int status();

    /** One sentence for the table and for the {@code title} of the problem document. */
    String meaning();
}
