package io.keepwell.standalone.demo.portfolio;

import static io.keepwell.standalone.demo.portfolio.Expectation.EXPANSION;
import static io.keepwell.standalone.demo.portfolio.Expectation.HEALTH_RED;
import static io.keepwell.standalone.demo.portfolio.Expectation.SCORE_DROP;
import static io.keepwell.standalone.demo.portfolio.Expectation.SPONSOR_LEFT;

import io.keepwell.model.WireName;
import io.keepwell.model.health.Status;
import java.util.Set;

/** The kinds of customers that a portfolio has, and what is expected of each. */
public enum Archetype implements WireName {
    /** Uses it, answers, gets what it bought; its seats are not scarce yet. */
    THRIVING(110, Arc.level(Levels.even(0.95)), Expectation.quiet(Status.GREEN)),

    /** Neither here nor there, and not moving. */
    STEADY(
            170,
            Arc.level(new Levels(0.58, 0.6, 0.75, 0.55, 0.6)),
            Expectation.quiet(Status.YELLOW)),

    /** Lets go little by little over four months: too slowly for an alarm about the fall itself. */
    SLOW_DECLINE(
            40,
            Arc.falling(150, Levels.even(0.62), 35, new Levels(0.12, 0.2, 0.45, 0.15, 0.15)),
            Expectation.red(HEALTH_RED)),

    /** Was fine until this week. */
    SUDDEN_DROP(
            25,
            Arc.level(new Levels(0.6, 0.62, 0.75, 0.6, 0.6)),
            Expectation.red(HEALTH_RED, SCORE_DROP)),

    /** Its executive sponsor left, and nobody has met another; all else goes on. */
    SPONSOR_LOSS(
            25,
            Arc.level(new Levels(0.6, 0.6, 0.75, 0.6, 0.6)),
            new Expectation(Status.YELLOW, Set.of(SPONSOR_LEFT), Set.of())),

    /** Ticket upon ticket, escalated, and badly rated, for two weeks. */
    SUPPORT_STORM(
            30,
            Arc.level(new Levels(0.58, 0.58, 0.78, 0.58, 0.58)),
            Expectation.red(HEALTH_RED, SCORE_DROP)),

    /** As good as it gets, with hardly a seat left. */
    SEAT_LIMIT(
            45,
            Arc.level(Levels.even(0.95)),
            new Expectation(Status.GREEN, Set.of(), Set.of(EXPANSION))),

    /**
     * A good customer whose product data stopped months ago. The product reports for others, so
     * that this one counts as not using it: usage is worth nothing, the rest holds it in yellow.
     */
    SILENT_INTEGRATION(20, Arc.level(Levels.even(0.88)), Expectation.quiet(Status.YELLOW)),

    /** Started two weeks ago; half of what the card asks for has not happened yet. */
    NEWLY_ONBOARDED(25, Arc.level(Levels.even(0.78)), Expectation.quiet(Status.YELLOW)),

    /** Known by its contract only: too little for a status, and a guess is none. */
    NEVER_CONNECTED(10, Arc.level(Levels.even(0)), Expectation.quiet(Status.UNKNOWN));

    private final int accounts;

    @SuppressWarnings("ImmutableEnumChecker") // it copies its list
    private final Arc arc;

    @SuppressWarnings("ImmutableEnumChecker") // it copies its sets
    private final Expectation expectation;

    Archetype(int accounts, Arc arc, Expectation expectation) {
        this.accounts = accounts;
        this.arc = arc;
        this.expectation = expectation;
    }

    /**
     * How many accounts of a portfolio are of this kind.
     *
     * @return 1 or more
     */
    public int accounts() {
        return accounts;
    }

    /**
     * What becomes of them.
     *
     * @return by the shipped policies
     */
    public Expectation expectation() {
        return expectation;
    }

    /**
     * As people read it.
     *
     * @return for example {@code slow decline}
     */
    public String title() {
        return wireName().replace('-', ' ');
    }

    Arc arc() {
        return arc;
    }
}
