package io.keepwell.playbook.application;

import io.keepwell.model.AccountId;
import io.keepwell.model.play.Task;

/** What became of somebody's wish to change a task. */
public sealed interface Edit {

    /**
     * It is as they want it; it may have been before.
     *
     * @param accountId the account
     * @param task as it stands
     */
    record Done(AccountId accountId, Task task) implements Edit {}

    /** There is none, as far as they may know. */
    record Unknown() implements Edit {}

    /**
     * They may see it, and not do this.
     *
     * @param why and the cure
     */
    record Forbidden(String why) implements Edit {}

    /**
     * Its state does not allow this.
     *
     * @param why and the cure
     */
    record Refused(String why) implements Edit {}

    /** It is no longer as they read it. */
    record Changed() implements Edit {}
}
