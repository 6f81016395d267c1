package io.aftersales.fieldservice.plan;

import io.aftersales.fieldservice.task.Task;
import io.aftersales.fieldservice.technician.Technician;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Visits as an iCalendar file. Times are UTC moments, so that no time zone has to be described; a visit keeps its UID, and a
 * program that has it already sees by SEQUENCE which state is newer.
 */
final class CalendarFile {

    static final String MEDIA_TYPE = "text/calendar;charset=UTF-8";

    private CalendarFile() {}

    static String of(Technician technician, List<Task> visits) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//aftersales//field service//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(ImmutableMethod.PUBLISH);
        calendar.add(new XProperty("X-WR-CALNAME", technician.name()));
        visits.forEach(task -> calendar.add(event(task)));
        return written(calendar);
    }

    /** Lines are folded, as the format wants them. */
    private static String written(Calendar calendar) {
        StringWriter file = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, file);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory", impossible);
        }
        return file.toString();
    }

    private static VEvent event(Task task) {
        VEvent event = new VEvent(task.plan().start(), task.plan().busyUntil(), task.number() + " " + task.title());
        event.replace(new DtStamp(task.changed().at()));
        event.add(new LastModified(task.changed().at()));
        event.add(new Uid(task.id() + "@aftersales"));
        event.add(new Sequence(Math.toIntExact(task.version())));
        event.add(ImmutableStatus.VEVENT_CONFIRMED);
        if (task.address() != null) {
            event.add(new Location(task.address().inOneLine()));
        }
        event.add(new Description(description(task)));
        return event;
    }

    private static String description(Task task) {
        return Stream.of(
                        task.project().name() + ", " + task.stage().name(),
                        task.customer() == null ? null : task.customer().name(),
                        task.description())
                .filter(line -> line != null && !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
