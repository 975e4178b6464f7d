package io.keepwell.model.play;

import io.keepwell.model.message.Message;

/** What may stand on {@code keepwell.tasks}. */
public sealed interface WorkChange extends Message
        permits PlayChangedV1, TaskChangedV1, OpportunityChangedV1 {}
