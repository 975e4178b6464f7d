/**
 * The transactional outbox: what a transaction has to say to the world is a row that it writes, and
 * a relay publishes the rows in order.
 *
 * <p>Promises: a committed row is published at least once, with the same message id each time; the
 * rows of a shard that become visible together are published by their sequence, so the messages of
 * a key keep their order as long as who writes them holds a lock on what the key stands for (see
 * {@link io.keepwell.runtime.outbox.Outbox}). A crash between Kafka's commit and the deletion of
 * the rows publishes them again: readers are idempotent by message id.
 */
@NullMarked
package io.keepwell.runtime.outbox;

import org.jspecify.annotations.NullMarked;
