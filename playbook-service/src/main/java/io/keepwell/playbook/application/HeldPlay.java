package io.keepwell.playbook.application;

import io.keepwell.playbook.domain.Run;

/**
 * A run of a play and the account that it is for.
 *
 * @param account what is kept of the account
 * @param run the run as it stands; one that has ended has no open tasks
 */
public record HeldPlay(Held account, Run run) {}
