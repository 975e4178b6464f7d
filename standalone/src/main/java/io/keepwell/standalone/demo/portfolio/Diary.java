package io.keepwell.standalone.demo.portfolio;

import io.keepwell.model.event.SubmittedEventV1;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One day of one account. What is regular comes at a pace that the levels set, without luck: a
 * window of weeks always holds very nearly the same number, so that an account's status is what its
 * archetype says and not what the dice did.
 */
final class Diary {

    private static final double WEEKDAYS_A_MONTH = 30 * 5 / 7.0;
    private static final int NPS_MAX = 8;
    private static final int SCALE = 5;

    private final long seed;
    private final Customer customer;
    private final int ago;
    private final int age;
    private final long weekday;
    private final boolean isWeekend;
    private final Levels levels;
    private final Page page;
    private final int contacts;

    Diary(long seed, LocalDate present, Customer customer, LocalDate day) {
        this.seed = seed;
        this.customer = customer;
        this.ago = (int) (present.toEpochDay() - day.toEpochDay());
        this.age = (int) (day.toEpochDay() - customer.firstDay().toEpochDay());
        this.isWeekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        // 1970 began on a Thursday; Monday is 0.
        long sinceMonday = day.toEpochDay() + 3;
        this.weekday =
                Math.floorDiv(sinceMonday, 7L) * 5 + Math.min(4, Math.floorMod(sinceMonday, 7L));
        this.levels = customer.levels(ago);
        this.page = new Page(customer, day, Chance.of(seed, customer.number(), day.toEpochDay()));
        this.contacts = (int) Math.round(1 + 4 * levels.relationship());
    }

    /** What happened. */
    List<SubmittedEventV1> events() {
        if (age < 0) {
            return List.of();
        }
        if (age == 0) {
            begin();
        }
        if (customer.archetype() == Archetype.NEVER_CONNECTED) {
            return page.events();
        }
        if (usesProduct()) {
            use();
        }
        if (!isWeekend) {
            engage();
            relate();
        }
        support();
        achieve();
        turn();
        return page.events();
    }

    private boolean usesProduct() {
        boolean stops =
                customer.archetype() == Archetype.SILENT_INTEGRATION
                        || customer.archetype() == Archetype.SUDDEN_DROP;
        return !stops || ago > customer.turn();
    }

    private void begin() {
        page.profile();
        boolean isNew = customer.archetype() == Archetype.NEWLY_ONBOARDED;
        if (isNew) {
            page.add("commercial.contract-started")
                    .value(customer.arr())
                    .with("endsOn", customer.renewalDate().toString());
        }
        if (customer.archetype() == Archetype.NEVER_CONNECTED) {
            return;
        }
        for (int contact = 0; contact < contacts; contact++) {
            page.add("relationship.contact-added")
                    .by(contact(contact))
                    .with("role", contact == 0 ? "sponsor" : contact == 1 ? "champion" : "user");
        }
        page.add("relationship.sponsor-met").by(contact(0));
        page.add("outcome.goal-set").with("goal", "first-value");
        page.add("outcome.goal-set").with("goal", "goal-0");
        if (isNew) {
            page.add("engagement.meeting-scheduled").with("kind", "kick-off");
            page.add("engagement.meeting-attended").by(contact(1)).with("kind", "kick-off");
        }
    }

    private void use() {
        double share =
                customer.archetype() == Archetype.SEAT_LIMIT ? 0.96 : 0.2 + 0.6 * levels.usage();
        int users = (int) Math.max(1, Math.round(customer.seats() * share));
        if (customer.archetype() != Archetype.SEAT_LIMIT) {
            // Not near the limit, however few seats there are.
            users = Math.min(users, (int) (0.77 * customer.seats()));
        }
        double daily = users * (0.04 + 0.47 * levels.usage()) * strain();
        double today = isWeekend ? 0.05 * daily : daily;
        long before = (long) Math.floor(weekday * daily + phase(Series.SESSIONS));
        int active = times(today, Series.SESSIONS);
        for (int i = 0; i < Math.min(active, users); i++) {
            page.add("usage.session-started").by(user((int) ((before + i) % users)));
        }
        int features = (int) Math.round(1 + 9 * levels.usage());
        double pace = Math.max(0.25 * daily, features / 15.0);
        int used = isWeekend ? active : times(pace, Series.FEATURES);
        long first = (long) Math.floor(weekday * pace + phase(Series.FEATURES));
        for (int i = 0; i < used; i++) {
            page.add("usage.feature-used")
                    .by(user((int) ((before + i) % users)))
                    .with("feature", "feature-%d".formatted((first + i) % features));
        }
        if (customer.archetype() == Archetype.SEAT_LIMIT && age % 30 == 20) {
            page.add("usage.limit-reported")
                    .value(users)
                    .with("limit", "seats")
                    .with("entitled", customer.seats());
        }
    }

    /** Who waits for support works less. */
    private double strain() {
        return customer.archetype() == Archetype.SUPPORT_STORM && ago <= customer.turn() ? 0.4 : 1;
    }

    private void engage() {
        double level = levels.engagement();
        // Who has just begun is busy with us, and has little time to show it in.
        double busy = customer.archetype() == Archetype.NEWLY_ONBOARDED ? 4 : 1;
        each(
                2 * busy,
                Series.MEETINGS,
                which -> {
                    page.add("engagement.meeting-scheduled").with("kind", "check-in");
                    if (isOneOf(0.3 + 0.6 * level, which, Series.MEETINGS)) {
                        page.add("engagement.meeting-attended")
                                .by(contact(which))
                                .with("kind", "check-in");
                    } else {
                        page.add("engagement.meeting-missed").with("kind", "check-in");
                    }
                });
        each(
                4 * busy,
                Series.MESSAGES,
                which -> {
                    page.add("engagement.message-sent")
                            .by(contact(which))
                            .with("channel", "e-mail");
                    if (isOneOf(0.1 + 0.6 * level, which, Series.MESSAGES)) {
                        page.add("engagement.message-replied")
                                .by(contact(which))
                                .value(page.between(1, 30))
                                .with("channel", "e-mail");
                    }
                });
        each(
                1.5 * busy,
                Series.TRAINING,
                which -> {
                    String course = "course-%d".formatted(which % 6);
                    page.add("engagement.training-assigned")
                            .by(user((int) which))
                            .with("course", course);
                    if (isOneOf(0.2 + 0.7 * level, which, Series.TRAINING)) {
                        page.add("engagement.training-completed")
                                .by(user((int) which))
                                .with("course", course);
                    }
                });
        each(
                1.7 * level,
                Series.COMMUNITY,
                which -> page.add("engagement.community-posted").by(user((int) which)));
        if (age >= 30) {
            each(0.6, Series.NPS, which -> nps(which, 3 + 6 * level));
        }
    }

    private void nps(long which, double points) {
        page.add("engagement.nps-submitted")
                .by(contact(which))
                .value(Math.clamp(Math.round(points), 0, NPS_MAX));
    }

    private void support() {
        double level = levels.support();
        // Exactly as many in any 30 days: one more or less of so few would look like a trend.
        int every = level < 0.5 ? 10 : 15;
        if (Math.floorMod(age - customer.number(), every) == 0) {
            ticket(age / every, "normal", 2.5 + 2.1 * level);
        }
        double helped = 0.2 + 0.6 * level;
        if (isWeekend) {
            return;
        }
        each(
                30.0 / every * helped / (1 - helped),
                Series.ARTICLES,
                which -> page.add("support.article-viewed").by(user((int) which)));
        each(2 * Math.max(0, 0.6 - level), Series.ESCALATIONS, this::escalate);
    }

    private void ticket(long which, String priority, double rating) {
        String ticket = page.name("t");
        page.add("support.ticket-opened")
                .by(contact(which))
                .with("ticketId", ticket)
                .with("priority", priority);
        page.add("support.ticket-replied").value(page.between(1, 8)).with("ticketId", ticket);
        page.add("support.ticket-resolved").value(page.between(4, 60)).with("ticketId", ticket);
        double whole = Math.floor(rating);
        boolean more = isOneOf(rating - whole, which, Series.RATINGS);
        page.add("support.csat-submitted")
                .by(contact(which))
                .value((long) Math.clamp(more ? whole + 1 : whole, 1, SCALE))
                .with("scaleMax", SCALE)
                .with("ticketId", ticket);
    }

    private void escalate(long which) {
        page.add("support.ticket-escalated")
                .with("ticketId", "t-%d".formatted(which))
                .with("level", "engineering");
    }

    private void relate() {
        double level = levels.relationship();
        boolean isSponsorGone =
                customer.archetype() == Archetype.SPONSOR_LOSS && ago <= customer.turn();
        if (!isSponsorGone) {
            each(
                    30 / (25 + 110 * (1 - level)),
                    Series.SPONSOR,
                    _ -> page.add("relationship.sponsor-met").by(contact(0)));
        }
        each(
                1,
                Series.CHAMPION,
                _ ->
                        page.add("relationship.champion-rated")
                                .by(contact(1))
                                .value(Math.round(10 * level))
                                .with("scaleMax", 10));
        each(
                0.6 * (1 - level),
                Series.COMPETITORS,
                _ -> page.add("relationship.competitor-mentioned").with("competitor", "another"));
    }

    private void achieve() {
        double level = levels.outcomes();
        if (age == 7) {
            page.add("outcome.goal-met").with("goal", "first-value");
            page.add("outcome.first-value-reached");
        }
        int goal = age / 45;
        if (age % 45 == 0 && age > 0) {
            page.add("outcome.goal-set").with("goal", "goal-%d".formatted(goal));
        }
        if (age % 45 == 30) {
            boolean isMet = isOneOf(0.1 + 0.8 * level, goal, Series.GOALS);
            page.add(isMet ? "outcome.goal-met" : "outcome.goal-missed")
                    .with("goal", "goal-%d".formatted(goal));
        }
        if (age % 30 == 29) {
            page.add("outcome.kpi-reported")
                    .value(Math.round(20 * level))
                    .with("kpi", "hours-saved");
            report(level);
        }
    }

    private void report(double level) {
        long promised = customer.arr() * 2;
        page.add("outcome.roi-reported")
                .value(Math.round(promised * level))
                .with("promised", promised);
        page.add("outcome.value-reported").value(Math.round(100 * level));
    }

    /** What happened when the account's fortune turned. */
    private void turn() {
        int since = customer.turn() - ago;
        switch (customer.archetype()) {
            case SUDDEN_DROP -> {
                if (since == 0) {
                    complain(4, 3);
                    turnAway();
                    report(0.05);
                } else if (since == 1) {
                    complain(2, 1);
                    missed(2);
                }
            }
            case SUPPORT_STORM -> {
                if (since >= 0 && ago > 0 && since % 2 == 0) {
                    complain(2, 1);
                }
                if (since == 6) {
                    turnAway();
                    report(0.3);
                }
            }
            case SPONSOR_LOSS -> {
                if (since == 0) {
                    page.add("relationship.sponsor-left").by(contact(0));
                    page.add("relationship.contact-left").by(contact(0)).with("role", "sponsor");
                }
            }
            case THRIVING,
                    STEADY,
                    SLOW_DECLINE,
                    SEAT_LIMIT,
                    SILENT_INTEGRATION,
                    NEWLY_ONBOARDED,
                    NEVER_CONNECTED -> {}
        }
    }

    private void complain(int tickets, int escalations) {
        for (int i = 0; i < tickets; i++) {
            ticket(i, "urgent", 1);
        }
        for (int i = 0; i < escalations; i++) {
            escalate(i);
        }
    }

    private void turnAway() {
        nps(0, 0);
        missed(2);
        page.add("relationship.champion-rated").by(contact(1)).value(1).with("scaleMax", 10);
        for (int i = 0; i < 3; i++) {
            page.add("relationship.competitor-mentioned").with("competitor", "another");
        }
        for (int i = 0; i < 5; i++) {
            page.add("engagement.message-sent").by(contact(i)).with("channel", "e-mail");
        }
        page.add("engagement.feedback-submitted").by(contact(1)).with("tone", "negative");
    }

    private void missed(int meetings) {
        for (int i = 0; i < meetings; i++) {
            page.add("engagement.meeting-scheduled").with("kind", "executive");
            page.add("engagement.meeting-missed").with("kind", "executive");
        }
    }

    /** What has a pace of its own. */
    private enum Series {
        SESSIONS,
        FEATURES,
        MEETINGS,
        MESSAGES,
        TRAINING,
        COMMUNITY,
        NPS,
        RATINGS,
        ARTICLES,
        ESCALATIONS,
        SPONSOR,
        CHAMPION,
        COMPETITORS,
        GOALS
    }

    /** Does what comes so many times in 30 days as often as it is due on this weekday. */
    private void each(double aMonth, Series series, LongConsumer does) {
        double pace = aMonth / WEEKDAYS_A_MONTH;
        long first = (long) Math.floor(weekday * pace + phase(series));
        int due = times(pace, series);
        for (int i = 0; i < due; i++) {
            does.accept(first + i);
        }
    }

    private int times(double pace, Series series) {
        double phase = phase(series);
        return (int)
                (Math.floor((weekday + 1) * pace + phase) - Math.floor(weekday * pace + phase));
    }

    private boolean isOneOf(double share, long which, Series series) {
        return Chance.isOneOf(share, which, phase(series));
    }

    private double phase(Series series) {
        return Chance.fraction(seed, customer.number(), series.name().hashCode());
    }

    private String user(int which) {
        return "%s-u%d".formatted(customer.id(), which % customer.seats());
    }

    private String contact(long which) {
        return "%s-c%d".formatted(customer.id(), which % contacts);
    }
}
