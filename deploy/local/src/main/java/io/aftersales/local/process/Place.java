package io.aftersales.local.process;

/**
 * What the suite has ready for one of its processes.
 *
 * @param log takes what it prints
 * @param watchdog ends it when the runner is gone
 * @param recordsClasses whether a JVM leaves an archive of its classes for the next start
 */
public record Place(Log log, Watchdog watchdog, boolean recordsClasses) {}
