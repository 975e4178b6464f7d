package io.keepwell.alerting.adapter;

import java.util.List;

/**
 * What the service does by itself.
 *
 * @param clocks tells of alerts whose time has run out
 * @param deliveries one a target
 */
public record Loops(Loop clocks, List<Loop> deliveries) implements AutoCloseable {

    /** Copies the list. */
    public Loops {
        deliveries = List.copyOf(deliveries);
    }

    /** Begins. */
    public void start() {
        clocks.start();
        deliveries.forEach(Loop::start);
    }

    /** Says that there is something to send. */
    public void wake() {
        deliveries.forEach(Loop::wake);
    }

    @Override
    public void close() {
        clocks.close();
        deliveries.forEach(Loop::close);
    }
}
