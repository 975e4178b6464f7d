package io.keepwell.scoring.adapter.kafka;

/**
 * The loop that keeps what plays come to, told apart from those of the folds by its type.
 *
 * @param loop runs its sessions
 */
record PlayIndex(FoldLoop loop) {}
