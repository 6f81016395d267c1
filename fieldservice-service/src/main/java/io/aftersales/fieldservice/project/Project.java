package io.aftersales.fieldservice.project;

import io.aftersales.fieldservice.FieldServiceProblem;
import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Aggregate;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A kind of field work: the stages that its tasks go through, who does them, and whether customers see them. */
@Entity
public class Project extends Aggregate {

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private boolean visibleToCustomers;

    @Column(nullable = false)
    private boolean archived;

    @OneToMany(mappedBy = "project", cascade = CascadeType.ALL, orphanRemoval = true)
    private Set<Stage> stages = new HashSet<>();

    @ManyToMany
    @JoinTable(
            name = "project_technician",
            joinColumns = @JoinColumn(name = "project_id"),
            inverseJoinColumns = @JoinColumn(name = "sub"))
    private Set<Technician> technicians = new HashSet<>();

    protected Project() {}

    /** @throws RuleBroken as {@link #describe} does */
    static Project of(ProjectForm form, Collection<Technician> technicians) {
        Project project = new Project();
        project.describe(form, technicians);
        return project;
    }

    /**
     * Takes over what was entered.
     *
     * @param people the technicians that the form names
     * @throws RuleBroken {@code invalid-request} for stages that cannot stand together, {@code unknown-stage} for one that is
     *     named by id and is not the project's
     */
    final void describe(ProjectForm form, Collection<Technician> people) {
        refuseUnlessTheyStandTogether(form.stages());
        name = form.name().strip();
        visibleToCustomers = form.visibleToCustomers();
        archived = form.archived();
        technicians.retainAll(people);
        technicians.addAll(people);
        describe(form.stages());
    }

    private void describe(List<StageForm> forms) {
        Map<UUID, Stage> known = stages.stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        Set<Stage> wanted = new HashSet<>();
        for (StageForm form : forms) {
            Stage stage = form.id() == null ? new Stage(this) : known.get(form.id());
            if (stage == null) {
                throw unknownStage(form.id());
            }
            stage.describe(form, wanted.size());
            wanted.add(stage);
        }
        stages.retainAll(wanted);
        stages.addAll(wanted);
    }

    private static void refuseUnlessTheyStandTogether(List<StageForm> stages) {
        if (stages.stream().allMatch(StageForm::isClosed) || stages.stream().noneMatch(StageForm::isClosed)) {
            throw RuleBroken.invalid("stages", "at least one is open and at least one closed");
        }
        if (stages.stream().map(stage -> stage.name().strip()).distinct().count() < stages.size()) {
            throw RuleBroken.invalid("stages", "each has a name of its own");
        }
        List<UUID> ids =
                stages.stream().map(StageForm::id).filter(id -> id != null).toList();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw RuleBroken.invalid("stages", "none is named twice");
        }
    }

    /** Loads the parts that are not loaded yet. */
    Uni<Void> fetch(Mutiny.Session session) {
        return session.fetch(stages).chain(() -> session.fetch(technicians)).replaceWithVoid();
    }

    /** @throws RuleBroken {@code project-archived} */
    public void refuseIfArchived() {
        if (archived) {
            throw new RuleBroken(FieldServiceProblem.PROJECT_ARCHIVED, name + " is archived and takes no more tasks");
        }
    }

    /** Where new tasks start. */
    public Stage firstOpenStage() {
        return stages().stream().filter(stage -> !stage.isClosed()).findFirst().orElseThrow();
    }

    /** @throws RuleBroken {@code unknown-stage} if it is another project's, or nobody's */
    public Stage stage(UUID id) {
        return stages.stream()
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknownStage(id));
    }

    public boolean hasStage(UUID id) {
        return stages.stream().anyMatch(stage -> stage.id().equals(id));
    }

    /**
     * The project's technicians with these subs.
     *
     * @throws RuleBroken {@code unknown-technician} if one is not among them
     */
    public Set<Technician> technicians(Collection<String> subs) {
        Set<String> missing = new TreeSet<>(subs);
        Set<Technician> found = technicians.stream()
                .filter(technician -> missing.remove(technician.sub()))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw new RuleBroken(
                    FieldServiceProblem.UNKNOWN_TECHNICIAN, name + " has no technician " + String.join(", ", missing));
        }
        return found;
    }

    public String name() {
        return name;
    }

    public boolean isVisibleToCustomers() {
        return visibleToCustomers;
    }

    boolean isArchived() {
        return archived;
    }

    /** In their order. */
    List<Stage> stages() {
        return stages.stream().sorted(Comparator.comparing(Stage::position)).toList();
    }

    /** By name. */
    List<Technician> technicians() {
        return technicians.stream()
                .sorted(Comparator.comparing(Technician::name).thenComparing(Technician::sub))
                .toList();
    }

    private static RuleBroken unknownStage(UUID id) {
        return new RuleBroken(FieldServiceProblem.UNKNOWN_STAGE, "The project has no stage " + id);
    }
}
