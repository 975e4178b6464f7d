package io.keepwell.scoring.application.play;

import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChangedV1;
import java.util.List;

/**
 * What some records of {@code keepwell.tasks} tell, in the order of each partition.
 *
 * @param plays of plays
 * @param tasks of tasks
 */
public record WorkTold(List<PlayChangedV1> plays, List<TaskChangedV1> tasks) {

    /** Copies the lists. */
    public WorkTold {
        plays = List.copyOf(plays);
        tasks = List.copyOf(tasks);
    }
}
