/**
 * Plumbing that the services share and that needs Quarkus: problem documents, and contract messages
 * as Kafka records; its sub-packages hold the outbox. No business words in here.
 */
@NullMarked
package io.keepwell.runtime;

import org.jspecify.annotations.NullMarked;
