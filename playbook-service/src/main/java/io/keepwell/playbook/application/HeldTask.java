package io.keepwell.playbook.application;

import io.keepwell.model.play.Task;

/**
 * A task and the account that it is for.
 *
 * @param account what is kept of the account
 * @param task the task as it stands
 * @param isOverdueTold whether it was published that its due date passed
 */
public record HeldTask(Held account, Task task, boolean isOverdueTold) {}
