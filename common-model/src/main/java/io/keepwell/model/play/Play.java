package io.keepwell.model.play;

import io.keepwell.model.alert.Severity;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A play for one account as it stands. It keeps the version that it started with.
 *
 * @param playId names this play
 * @param play the policy that it follows, and its version
 * @param category what it is for
 * @param state where it is in its life
 * @param account the account when it was triggered
 * @param triggeredAt when it was triggered
 * @param healthChangeId the health change that triggered it
 * @param taskCount how many tasks it has, 0 or more
 * @param endedAt when it ended
 * @param reason why it was skipped, exited or closed; for a skip the one reason why not
 * @param riskLevel how much the account is at risk; absent where the play does not say (requirement
 *     A14)
 * @param criteria what must have come about for it to have worked; absent where nothing must
 * @param outcome what came of it, in a word of the play's: {@code saved} …; absent until somebody
 *     closes it
 * @param closedBy who closed it
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
        @Nullable String reason,
        @Nullable Severity riskLevel,
        @Nullable List<Criterion> criteria,
        @Nullable String outcome,
        @Nullable String closedBy) {

    /** Checks that a skip says why, and a close what came of it. */
    public Play {
        criteria = criteria == null ? null : List.copyOf(criteria);
        if ((state == PlayState.CLOSED) != (outcome != null)
                || (outcome == null) != (closedBy == null)) {
            throw new IllegalArgumentException(
                    "outcome and closedBy must be there when the play is closed, and only then");
        }
        if (state == PlayState.SKIPPED && reason == null) {
            throw new IllegalArgumentException("reason must be there when the play was skipped");
        }
        if (taskCount < 0) {
            throw new IllegalArgumentException("taskCount must be 0 or more, was " + taskCount);
        }
    }
}
