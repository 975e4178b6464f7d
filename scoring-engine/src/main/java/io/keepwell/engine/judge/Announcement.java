package io.keepwell.engine.judge;

import io.keepwell.model.health.HealthChange;
import java.util.List;

/**
 * What readers are told of a verdict.
 *
 * @param verdict the verdict, which knows now what was told
 * @param changes the messages, in the order of their numbers; empty when nothing changed for
 *     readers
 */
public record Announcement(Verdict verdict, List<HealthChange> changes) {

    /** Copies the list. */
    public Announcement {
        changes = List.copyOf(changes);
    }
}
