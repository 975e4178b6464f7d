package io.keepwell.scoring.simulation;

import java.io.Serial;

/** A process that runs on a machine of the simulation: it may stand still or die at every step. */
final class SimulatedProcess {

    private static final int PAUSE_MAX = 80;

    private final World world;
    private final Actor actor;

    /** The process ends where it is; nothing of it is left but what others hold. */
    static final class Died extends Error {
        @Serial private static final long serialVersionUID = 1L;

        Died() {
            super("the process was killed", null, false, false);
        }
    }

    SimulatedProcess(World world, Actor actor) {
        this.world = world;
        this.actor = actor;
    }

    /** Before something that others see. */
    void step(String what) {
        actor.step(what);
        Chance chance = world.chance();
        if (chance.oneIn(world.faults().pause())) {
            actor.sleep("stands still", chance.between(5, PAUSE_MAX));
        }
        if (chance.oneIn(world.faults().death())) {
            world.steps().add("", "the last one dies");
            throw new Died();
        }
    }

    /** It waits before it begins again. */
    void pause(String why) {
        actor.sleep(why, world.chance().between(1, 20));
    }
}
