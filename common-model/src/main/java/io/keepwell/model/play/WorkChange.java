package io.keepwell.model.play;

import io.keepwell.model.message.AccountChange;

/** What may stand on {@code keepwell.tasks}. */
public sealed interface WorkChange extends AccountChange
        permits PlayChangedV1, TaskChangedV1, OpportunityChangedV1 {}
