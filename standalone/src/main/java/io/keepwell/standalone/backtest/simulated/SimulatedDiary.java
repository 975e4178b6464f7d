package io.keepwell.standalone.backtest.simulated;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What happened with one customer of a simulated company, day by day. */
final class SimulatedDiary {

    private static final SourceName SOURCE = new SourceName("simulated");
    private final Map<String, EventType> types = new HashMap<>();
    private static final int OPENS_AT_SECOND = 8 * 3600;
    private static final int OPEN_SECONDS = 10 * 3600;
    private static final double WORKDAYS_A_MONTH = 30 * 5 / 7.0;
    private static final double WEEKEND = 0.08;
    private static final double NOISE = 0.15;
    private static final int QUARTER = 90;
    private static final int YEAR = 365;

    private final SimulatedAccount account;
    private final LocalDate first;
    private final RandomGenerator random;
    private final AccountId id;
    private final List<CustomerEventV1> events = new ArrayList<>();
    private final int contacts;
    private int day;
    private LocalDate date;
    private double noise = 1;
    private int nextSponsor;
    private int renewal;
    private boolean isReviewed = true;
    private int reviewOn;

    SimulatedDiary(SimulatedAccount account, LocalDate first, RandomGenerator random) {
        this.account = account;
        this.first = first;
        this.date = first;
        this.random = random;
        this.id = new AccountId(account.id());
        this.contacts = random.nextInt(2, 6);
        this.nextSponsor = random.nextInt(5, 60);
        this.renewal = account.renewalIn();
    }

    /** Writes so many days, or until the customer cancels. */
    List<CustomerEventV1> until(int days) {
        begin();
        for (day = 0; day < days; day++) {
            date = first.plusDays(day);
            if (account.cause() != null && day == account.leavesOn()) {
                tell("commercial.contract-cancelled", null, null, Map.of());
                return events;
            }
            if (date.getDayOfWeek() == DayOfWeek.MONDAY) {
                noise = Math.exp(NOISE * random.nextGaussian());
            }
            use();
            if (!isWeekend()) {
                meet();
                support();
                relate();
            }
            review();
            achieve();
            renew();
        }
        return events;
    }

    private void begin() {
        tell(
                "account.updated",
                null,
                null,
                Map.of(
                        "name", text(account.id()),
                        "csm", text(account.csm()),
                        "seats", number(account.seats()),
                        "arr", number(12_000.0 * account.users()),
                        "contractStartedOn", text(first.minusDays(YEAR).toString()),
                        "renewalDate", text(first.plusDays(renewal).toString())));
        tell("relationship.sponsor-met", contact(0), null, Map.of());
    }

    private boolean isWeekend() {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private double season() {
        MonthDay of = MonthDay.from(date);
        boolean isYearsEnd = !of.isBefore(MonthDay.of(12, 22)) || !of.isAfter(MonthDay.of(1, 2));
        boolean isSummer = !of.isBefore(MonthDay.of(7, 15)) && !of.isAfter(MonthDay.of(8, 25));
        return isYearsEnd ? 0.35 : isSummer ? account.summer() : 1;
    }

    private void use() {
        double fall =
                (1 - 0.8 * account.strength(Cause.USAGE_DECLINE, day))
                        * (1 - 0.25 * account.strength(Cause.SPONSOR_LEFT, day))
                        * (1 - 0.15 * account.strength(Cause.ESCALATIONS, day))
                        * (1 - 0.15 * account.strength(Cause.DISENGAGEMENT, day))
                        * (account.isIn(Dip.CLOSED, day, 18) ? 0.4 : 1);
        double active =
                Math.min(
                        0.95,
                        account.activity()
                                * Math.pow(1 + account.growth(), day / 30.0)
                                * season()
                                * noise
                                * fall
                                * (isWeekend() ? WEEKEND : 1));
        // Who leaves does not use less each day: one user after the other stays away.
        int users =
                (int)
                        Math.ceil(
                                account.users()
                                        * (1 - 0.6 * account.strength(Cause.USAGE_DECLINE, day)));
        for (int user = 0; user < users; user++) {
            if (random.nextDouble() < active) {
                tell("usage.session-started", user(user), null, Map.of());
                if (random.nextDouble() < 0.8) {
                    tell(
                            "usage.feature-used",
                            user(user),
                            null,
                            Map.of("feature", text("feature-" + feature())));
                }
            }
        }
    }

    /** Some features are used more than others. */
    private int feature() {
        double share = random.nextDouble();
        return (int) (account.features() * share * share);
    }

    private void meet() {
        double away = account.isIn(Dip.AWAY, day, 35) ? 0.2 : 1;
        double come =
                account.attends()
                        * away
                        * (1 - 0.75 * account.strength(Cause.DISENGAGEMENT, day))
                        * (1 - 0.4 * account.strength(Cause.SPONSOR_LEFT, day));
        double answer =
                account.answers()
                        * away
                        * (1 - 0.8 * account.strength(Cause.DISENGAGEMENT, day))
                        * (1 - 0.3 * account.strength(Cause.SPONSOR_LEFT, day));
        double learn = account.learns() * (1 - 0.8 * account.strength(Cause.DISENGAGEMENT, day));
        if (isOnceOf(1)) {
            tell("engagement.meeting-scheduled", null, null, Map.of());
            boolean comes = random.nextDouble() < come;
            tell(
                    comes ? "engagement.meeting-attended" : "engagement.meeting-missed",
                    comes ? someContact() : null,
                    null,
                    Map.of());
        }
        if (isOnceOf(4)) {
            tell("engagement.message-sent", someContact(), null, Map.of());
            if (random.nextDouble() < answer) {
                tell(
                        "engagement.message-replied",
                        someContact(),
                        random.nextDouble(1, 40),
                        Map.of());
            }
        }
        if (isOnceOf(1)) {
            tell("engagement.training-assigned", someUser(), null, Map.of());
            if (random.nextDouble() < learn) {
                tell("engagement.training-completed", someUser(), null, Map.of());
            }
        }
        if (isOnceOf(account.posts() * (1 - account.strength(Cause.DISENGAGEMENT, day)))) {
            tell("engagement.community-posted", someUser(), null, Map.of());
        }
        if (isOnceOf(1 / 3.0)) {
            double liking =
                    account.liking()
                            - 3 * account.strength(Cause.DISENGAGEMENT, day)
                            - 2.5 * account.strength(Cause.ESCALATIONS, day)
                            - 1.5 * account.strength(Cause.USAGE_DECLINE, day)
                            + random.nextGaussian();
            tell(
                    "engagement.nps-submitted",
                    someContact(),
                    (double) Math.clamp(Math.round(liking), 0, 10),
                    Map.of());
        }
    }

    private void support() {
        double anger = account.strength(Cause.ESCALATIONS, day);
        boolean isBad = account.isIn(Dip.BAD_RELEASE, day, 21);
        if (isOnceOf(account.tickets() * (1 + 2.5 * anger) * (isBad ? 3 : 1))) {
            tell("support.ticket-opened", someContact(), null, Map.of());
            if (random.nextDouble() < Math.max(0.04 + 0.26 * anger, isBad ? 0.1 : 0)) {
                tell("support.ticket-escalated", null, null, Map.of());
            }
            tell(
                    "support.ticket-resolved",
                    null,
                    random.nextDouble(4, 40) * (1 + 2 * anger),
                    Map.of());
            if (random.nextDouble() < 0.6) {
                double rating = 4.5 - 2 * anger - (isBad ? 1 : 0) + 0.6 * random.nextGaussian();
                tell(
                        "support.csat-submitted",
                        someContact(),
                        (double) Math.clamp(Math.round(rating), 1, 5),
                        Map.of("scaleMax", number(5)));
            }
        }
        if (isOnceOf(account.articles())) {
            tell("support.article-viewed", someUser(), null, Map.of());
        }
    }

    private void relate() {
        boolean isGone = account.cause() == Cause.SPONSOR_LEFT && day >= account.causeFrom();
        if (account.cause() == Cause.SPONSOR_LEFT && day == workday(account.causeFrom())) {
            tell("relationship.sponsor-left", contact(0), null, Map.of());
        }
        if (account.cause() == null && account.dip() == Dip.NEW_SPONSOR) {
            if (day == workday(account.dipFrom())) {
                tell("relationship.sponsor-left", contact(0), null, Map.of());
                nextSponsor = day + random.nextInt(10, 26);
            }
        }
        boolean isSilent = account.strength(Cause.DISENGAGEMENT, day) > 0.3;
        if (day >= nextSponsor) {
            nextSponsor = day + random.nextInt(45, 100);
            if (!isGone && !isSilent) {
                tell("relationship.sponsor-met", contact(0), null, Map.of());
            }
        }
        if (isOnceOf(1 / 3.0)) {
            double strong =
                    8
                            - 3 * account.strength(Cause.SPONSOR_LEFT, day)
                            - 2 * account.strength(Cause.DISENGAGEMENT, day)
                            + random.nextGaussian();
            tell(
                    "relationship.champion-rated",
                    contact(1),
                    Math.clamp(strong, 0, 10),
                    Map.of("scaleMax", number(10)));
        }
        boolean looksRound = account.cause() != null && day >= account.causeFrom() + 30;
        if (isOnceOf(looksRound ? 0.2 : 0.025)) {
            tell("relationship.competitor-mentioned", null, null, Map.of());
        }
    }

    /** The first working day from a day on. */
    private int workday(int from) {
        return switch (first.plusDays(from).getDayOfWeek()) {
            case SATURDAY -> from + 2;
            case SUNDAY -> from + 1;
            default -> from;
        };
    }

    private void review() {
        if (day % QUARTER == 20) {
            reviewOn = day + 45 + random.nextInt(-10, 8);
            isReviewed = false;
            tell(
                    "engagement.qbr-scheduled",
                    null,
                    null,
                    Map.of("dueOn", text(first.plusDays(day + 45L).toString())));
            if (random.nextDouble() < 0.07) {
                reviewOn += random.nextInt(8, 25);
            }
        }
        if (!isReviewed && day >= reviewOn && !isWeekend()) {
            isReviewed = true;
            boolean comes =
                    random.nextDouble() > 0.8 * account.strength(Cause.DISENGAGEMENT, day)
                            && random.nextDouble()
                                    > 0.5 * account.strength(Cause.SPONSOR_LEFT, day);
            if (comes) {
                tell("engagement.qbr-completed", null, null, Map.of());
            }
        }
    }

    private void achieve() {
        double loss =
                0.5 * account.strength(Cause.USAGE_DECLINE, day)
                        + 0.2 * account.strength(Cause.SPONSOR_LEFT, day)
                        + 0.25 * account.strength(Cause.ESCALATIONS, day)
                        + 0.1 * account.strength(Cause.DISENGAGEMENT, day);
        int inQuarter = Math.floorMod(day - account.number(), QUARTER);
        if (inQuarter == 5) {
            tell("outcome.goal-set", null, null, Map.of("goal", text("goal-" + day)));
        }
        if (inQuarter == 60 && random.nextDouble() < 0.85 - loss) {
            tell("outcome.goal-met", null, null, Map.of("goal", text("goal-" + day)));
        }
        if (inQuarter == 70) {
            tell(
                    "outcome.roi-reported",
                    null,
                    Math.max(0, 95 * (1 - loss) + 12 * random.nextGaussian()),
                    Map.of("promised", number(100)));
            tell(
                    "outcome.value-reported",
                    null,
                    Math.max(0, 85 * (1 - loss) + 8 * random.nextGaussian()),
                    Map.of());
        }
        if (inQuarter % 30 == 15) {
            tell(
                    "outcome.kpi-reported",
                    null,
                    15 * (1 - loss) + 4 * random.nextGaussian(),
                    Map.of("kpi", text("hours-saved")));
        }
    }

    private void renew() {
        if (day == renewal - account.talksAhead() || (day == 0 && renewal < account.talksAhead())) {
            tell("commercial.renewal-conversation-started", null, null, Map.of());
        }
        if (day == renewal) {
            renewal += YEAR;
            tell(
                    "commercial.contract-renewed",
                    null,
                    12_000.0 * account.users(),
                    Map.of("endsOn", text(first.plusDays(renewal).toString())));
        }
    }

    /** Whether what happens so often a month happens on this working day. */
    private boolean isOnceOf(double aMonth) {
        return random.nextDouble() < aMonth / WORKDAYS_A_MONTH;
    }

    private String someUser() {
        return user(random.nextInt(account.users()));
    }

    private static String user(int number) {
        return "user-" + number;
    }

    private String someContact() {
        return contact(random.nextInt(contacts));
    }

    private static String contact(int number) {
        return "contact-" + number;
    }

    private static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    private static AttributeValue number(double number) {
        return new AttributeValue.Numeric(BigDecimal.valueOf(Math.round(number)));
    }

    private void tell(
            String type,
            @Nullable String actor,
            @Nullable Double value,
            Map<String, AttributeValue> attributes) {
        Instant at =
                date.atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plusSeconds(OPENS_AT_SECOND + random.nextInt(OPEN_SECONDS));
        events.add(
                new CustomerEventV1(
                        account.id() + "-" + events.size(),
                        SOURCE,
                        id,
                        types.computeIfAbsent(type, EventType::new),
                        at,
                        at,
                        actor,
                        value == null ? null : BigDecimal.valueOf(Math.round(100 * value), 2),
                        new Attributes(attributes),
                        null));
    }
}
