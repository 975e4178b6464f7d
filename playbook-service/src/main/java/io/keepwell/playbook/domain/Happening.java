package io.keepwell.playbook.domain;

import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskChange;

/** What happened to a play or a task. */
public sealed interface Happening {

    /**
     * Something happened to a play.
     *
     * @param change what
     * @param run as it stands after it
     */
    record OfPlay(PlayChange change, Run run) implements Happening {}

    /**
     * Something happened to a task.
     *
     * @param change what
     * @param task as it stands after it
     */
    record OfTask(TaskChange change, Task task) implements Happening {}
}
