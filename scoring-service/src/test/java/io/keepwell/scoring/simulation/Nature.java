package io.keepwell.scoring.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What nobody does: time that jumps, partitions that change hands, servers that notice. */
final class Nature {

    private static final int DAYS_MAX = 4;

    private final World world;
    private final Actor actor;
    private int days;

    Nature(World world, Actor actor) {
        this.world = world;
        this.actor = actor;
    }

    void run() {
        while (true) {
            actor.sleep("lets time pass", world.chance().between(3, 25));
            world.group().tend();
            world.database().endOrphans();
            if (world.chance().oneIn(world.faults().rebalance())) {
                world.steps().add("nature", "moves partitions");
                world.group().rebalance();
            }
            if (world.chance().oneIn(world.faults().disconnect())) {
                world.steps().add("nature", "ends a connection");
                world.database().endSilentOne();
            }
            if (world.chance().oneIn(world.faults().jump())) {
                jump();
            }
        }
    }

    private void jump() {
        Duration by =
                switch (world.chance().below(6)) {
                    case 0, 1 -> Duration.ofSeconds(world.chance().below(3_600));
                    case 2, 3 -> Duration.ofMinutes(world.chance().below(6 * 60));
                    case 4 -> untilMidnight();
                    default -> days++ < DAYS_MAX ? someDays() : Duration.ZERO;
                };
        world.steps().add("nature", "lets %s pass".formatted(by));
        world.time().advance(by);
    }

    /** To just before a day begins, so that what comes next falls on both sides of it. */
    private Duration untilMidnight() {
        Instant now = world.time().instant();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Duration left = Duration.between(now, midnight);
        Duration before = Duration.ofMillis(world.chance().below(40));
        return left.compareTo(before) > 0 ? left.minus(before) : Duration.ZERO;
    }

    private Duration someDays() {
        return Duration.ofHours(world.chance().below(72));
    }
}
