/** How the services talk to Kafka. */
@NullMarked
package io.keepwell.runtime.kafka;

import org.jspecify.annotations.NullMarked;
