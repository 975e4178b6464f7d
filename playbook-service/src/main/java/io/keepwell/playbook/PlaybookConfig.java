package io.keepwell.playbook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of the playbook service. */
@ConfigMapping(prefix = "playbook")
public interface PlaybookConfig {

    /**
     * Where the database is.
     *
     * @return {@code host:port/name}
     */
    String database();

    /**
     * The password of the database's user.
     *
     * @return the password
     */
    String databasePassword();

    /**
     * The consumer group: services of one deployment share the partitions of a group.
     *
     * @return its name
     */
    @WithDefault("keepwell-playbook")
    String group();

    /**
     * How many relays publish what happens.
     *
     * @return 1 or more; only ever changed while nothing waits in the outbox
     */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int relays();

    /**
     * On which days of the week people work; due dates count only these.
     *
     * @return at least one day
     */
    @WithDefault("monday,tuesday,wednesday,thursday,friday")
    Set<DayOfWeek> workingDays();

    /**
     * Dates on which nobody works.
     *
     * @return none by default
     */
    Optional<Set<LocalDate>> holidays();

    /**
     * By whose clock a day begins and ends.
     *
     * @return a time zone such as {@code Europe/Berlin}
     */
    @WithDefault("UTC")
    ZoneId timeZone();

    /**
     * Who fills a role other than the customer success manager's, by role.
     *
     * @return none by default; what nobody is named for goes to the account's manager
     */
    Map<String, String> owners();

    /**
     * How often it is looked for tasks whose due date passed, and how many are open is counted.
     *
     * @return a time
     */
    @WithDefault("30s")
    Duration lookEvery();
}
