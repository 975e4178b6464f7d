/**
 * A deterministic simulation of fold, store and outbox: one seed decides who works when, what is
 * sent, what goes wrong and what time it is, and with the same seed all of it happens again, step
 * by step.
 *
 * <p><b>What is real.</b> The session of the fold with its polls of whole requests, its rebalances
 * and its rounds ({@code FoldSession}, {@code WholeRequests}, {@code LogReader}); everything below
 * it: {@code Folder}, the memory of what was seen, the cache of accounts, the steps of time, the
 * engine, the codecs and the messages; the turns of the relay ({@code ShardTurns}) and its
 * transactions ({@code RowProducer}). They run as they are, on threads that are given their turns
 * one at a time.
 *
 * <p><b>What is simulated.</b> The log and its group of consumers, in which a partition may have
 * two owners while the former has not heard of its loss; the topics that are told, with
 * transactional producers that fence each other; the database ({@link
 * io.keepwell.scoring.simulation.SimulatedDatabase}), with locks on rows, transactions that are
 * seen whole or not at all, numbers that are given before a commit, and primary keys. What SQL says
 * in the service is said again in Java here, statement by statement, and as close to it as that
 * goes: {@code SimulatedFoldStore} is {@code PgFoldStore}, {@code SimulatedFoldCommit} is {@code
 * FoldCommit}, {@code SimulatedTakeover} is {@code Takeover}; {@code FoldProcess} begins sessions
 * anew as {@code FoldLoop} does, and {@code RelayProcess} takes a shard as {@code ShardRelay} does.
 * Of the service's own SQL nothing runs; that is for the tests over a real database.
 *
 * <p><b>What goes wrong.</b> Between any two steps, before and after each statement, each commit,
 * each send and each deletion: a process dies, and what it held is released only when somebody
 * notices; it stands still, and goes on later as if nothing had been; its connection breaks; a
 * commit's answer does not arrive, whether it was made or not; partitions move; the clock jumps by
 * minutes, to just before midnight, by days. What is sent is sent again, in other company and days
 * later, comes late, far too late, from the future, breaks off, or cannot be read. How often each
 * of it happens the seed decides too, and some of it never does with some seeds. Then nothing goes
 * wrong any more, and all must come to rest.
 *
 * <p><b>What must hold then</b> ({@link io.keepwell.scoring.simulation.Invariant}): nothing is lost
 * or counted twice; what is stored is, byte for byte, what one pass over the log makes of it
 * ({@link io.keepwell.scoring.simulation.Oracle}, which has neither batches nor a store);
 * transitions are a chain; readers were told each of them in order. That the simulation would
 * notice is shown by mistakes that are planted ({@code PlantedBugsTest}).
 *
 * <p><b>What is left out</b>, because there the log alone does not decide: backfill runs (their
 * past is told as of the present), other policies (they hold from the moment they are applied),
 * what other partitions report, silence of sources, clocks that go back or differ, and requests
 * whose rest comes much later. The position that is told to Kafka is not simulated, for nobody
 * reads it.
 */
@NullMarked
package io.keepwell.scoring.simulation;

import org.jspecify.annotations.NullMarked;
