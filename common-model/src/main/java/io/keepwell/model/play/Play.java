package io.keepwell.model.play;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A play for one account as it stands. It keeps the version that it started with.
 *
 * @param playId names this run of the play
 * @param play the play that runs, and its version
 * @param category what it is for
 * @param state where it is in its life
 * @param account the account when it was triggered
 * @param triggeredAt when it was triggered
 * @param healthChangeId the health change that triggered it
 * @param taskCount how many tasks it has, 0 or more
 * @param endedAt when it ended
 * @param reason why it was skipped or exited; for a skip the one reason why not
 */
public record Play(
        UUID playId,
        PolicyRef play,
        SignalCategory category,
        PlayState state,
        AccountSnapshot account,
        Instant triggeredAt,
        UUID healthChangeId,
        int taskCount,
        @Nullable Instant endedAt,
        @Nullable String reason) {

    /** Checks that a skip says why. */
    public Play {
        if (state == PlayState.SKIPPED && reason == null) {
            throw new IllegalArgumentException("reason must be there when the play was skipped");
        }
        if (taskCount < 0) {
            throw new IllegalArgumentException("taskCount must be 0 or more, was " + taskCount);
        }
    }
}
