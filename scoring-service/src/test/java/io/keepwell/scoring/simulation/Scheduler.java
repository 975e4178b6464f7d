package io.keepwell.scoring.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gives one actor after the other a turn; who is next, and how late it is then, chance decides. */
final class Scheduler {

    private static final int TICK_MILLIS_MAX = 20;

    private final Chance chance;
    private final SimulatedTime time;
    private final Steps steps;
    private final List<Actor> actors = new ArrayList<>();

    Scheduler(Chance chance, SimulatedTime time, Steps steps) {
        this.chance = chance;
        this.time = time;
        this.steps = steps;
    }

    void start(String name, Consumer<Actor> work) {
        var actor = new Actor(name, steps, work);
        actors.add(actor);
        actor.start();
    }

    void next() {
        time.advance(Duration.ofMillis(chance.below(TICK_MILLIS_MAX)));
        List<Actor> awake = actors.stream().filter(Actor::isAwake).toList();
        actors.forEach(Actor::passTurn);
        if (!awake.isEmpty()) {
            chance.pick(awake).takeTurn();
        }
    }

    void wakeAll() {
        actors.forEach(Actor::wake);
    }

    void end() {
        actors.forEach(Actor::end);
    }
}
