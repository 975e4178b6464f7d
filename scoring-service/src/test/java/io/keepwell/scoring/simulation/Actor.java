package io.keepwell.scoring.simulation;

import java.io.Serial;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works in steps, on a thread of its own, so that code that waits can be stopped
 * anywhere between two steps. Only one actor works at a time.
 */
final class Actor {

    private final String name;
    private final Steps steps;
    private final Thread thread;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private int sleep;
    private boolean isOver;
    private boolean hasEnded;
    private @Nullable Throwable failure;

    /** Ends an actor's work, wherever it is. */
    private static final class Over extends Error {
        @Serial private static final long serialVersionUID = 1L;

        Over() {
            super("the simulation is over", null, false, false);
        }
    }

    Actor(String name, Steps steps, Consumer<Actor> work) {
        this.name = name;
        this.steps = steps;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(work));
    }

    void start() {
        thread.start();
    }

    /** Called by the actor before it does something that others see: they may come first. */
    void step(String what) {
        steps.add(name, what);
        rest();
    }

    /** Called by the actor: it does not come to its turn for so many turns of all. */
    void sleep(String what, int turns) {
        sleep = turns;
        step(what);
    }

    /** Called by the scheduler: whether the actor is to be given a turn. */
    boolean isAwake() {
        return !hasEnded && sleep == 0;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** Called by the scheduler: another one has its turn. */
    void passTurn() {
        sleep = Math.max(0, sleep - 1);
    }

    void wake() {
        sleep = 0;
    }

    /** Called by the scheduler: the actor works until its next step. */
    void takeTurn() {
        turn.release();
        done.acquireUninterruptibly();
        if (failure != null) {
            throw new AssertionError(name + " failed: " + failure, failure);
        }
    }

    /** Called by the scheduler: the actor's work ends where it is. */
    void end() {
        isOver = true;
        while (!hasEnded) {
            takeTurn();
        }
    }

    private void rest() {
        done.release();
        turn.acquireUninterruptibly();
        if (isOver) {
            throw new Over();
        }
    }

    private void run(Consumer<Actor> work) {
        turn.acquireUninterruptibly();
        try {
            if (!isOver) {
                work.accept(this);
            }
        } catch (Over e) {
            // As it should be.
        } catch (Throwable e) {
            failure = e;
        } finally {
            hasEnded = true;
            done.release();
        }
    }
}
