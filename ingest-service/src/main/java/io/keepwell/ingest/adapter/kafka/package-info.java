/** Events to Kafka. */
@NullMarked
package io.keepwell.ingest.adapter.kafka;

import org.jspecify.annotations.NullMarked;
