package io.keepwell.scoring.adapter.kafka;

/**
 * The loop that keeps the index of rejections, told apart from those of the folds by its type.
 *
 * @param loop runs its sessions
 */
record RejectionIndex(FoldLoop loop) {}
