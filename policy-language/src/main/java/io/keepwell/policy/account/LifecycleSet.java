package io.keepwell.policy.account;

import java.util.List;

/**
 * The stages of an account's life (requirements L1 to L3). The first that holds is the account's.
 *
 * @param stages in the order in which they are tried
 */
public record LifecycleSet(List<Stage> stages) {

    /** Accounts have no stages. */
    public static final LifecycleSet NONE = new LifecycleSet(List.of());

    /** Copies the list. */
    public LifecycleSet {
        stages = List.copyOf(stages);
    }
}
