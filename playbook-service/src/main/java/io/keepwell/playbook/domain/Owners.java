package io.keepwell.playbook.domain;

import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.play.Approval;
import io.keepwell.policy.reaction.TaskSpec;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose a task is.
 *
 * @param byRole who fills a role; the role of the customer success manager is filled by the
 *     account's own
 */
public record Owners(Map<String, String> byRole) {

    /** Copies the map. */
    public Owners {
        byRole = Map.copyOf(byRole);
    }

    /**
     * Who is to do a task when it is opened.
     *
     * @param role whose kind of work it is
     * @param account the account
     * @return who fills the role; the account's manager where nobody is named for it, because
     *     somebody must own it; null when there is no manager either
     */
    public @Nullable String of(String role, AccountSnapshot account) {
        String named = role.equals(TaskSpec.CSM) ? null : byRole.get(role);
        return named == null ? account.csm() : named;
    }

    /**
     * Who is to give leave for a task, as far as somebody is named for that.
     *
     * @param role whose leave it needs
     * @param account the account
     * @return who fills the role; null when nobody is named for it, so that a lead decides
     */
    public @Nullable String approver(String role, AccountSnapshot account) {
        return role.equals(TaskSpec.CSM) ? account.csm() : byRole.get(role);
    }

    /**
     * Who is to give leave for a task once its account's profile has changed.
     *
     * @param asked as it stands; what is decided stays as it is
     * @param after the account as it is
     * @return it, of whoever fills its role now: a former manager approves no more
     */
    Approval asked(Approval asked, AccountSnapshot after) {
        return asked.pending() && asked.role().equals(TaskSpec.CSM)
                ? Approval.of(asked.role(), approver(asked.role(), after))
                : asked;
    }

    /**
     * Whether a task goes to another when the account's profile changes: one that a person gave to
     * somebody stays there.
     *
     * @param owner who has it
     * @param role whose kind of work it is
     * @param before the account as it was
     * @param after the account as it is
     * @return true when its owner had it by the rule, and the rule now says another
     */
    public boolean movesOn(
            @Nullable String owner, String role, AccountSnapshot before, AccountSnapshot after) {
        return Objects.equals(owner, of(role, before)) && !Objects.equals(owner, of(role, after));
    }
}
