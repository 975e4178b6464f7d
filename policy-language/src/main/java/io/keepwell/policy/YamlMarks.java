package io.keepwell.policy;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where in a document the YAML parser stands. */
final class YamlMarks {

    private YamlMarks() {}

    /** The line where an event begins, counted from 0. */
    static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0);
    }

    static void report(Problems problems, Event event, String message, String cure) {
        int column = event.getStartMark().map(Mark::getColumn).orElse(0);
        problems.add(line(event), column, message, cure);
    }
}
