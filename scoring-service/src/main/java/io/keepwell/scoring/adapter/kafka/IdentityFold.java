package io.keepwell.scoring.adapter.kafka;

/**
 * The loop of the identity fold, told apart from that of the first by its type.
 *
 * @param loop runs its sessions
 */
record IdentityFold(FoldLoop loop) {}
