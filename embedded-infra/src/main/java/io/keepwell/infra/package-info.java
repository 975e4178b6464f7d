/** A real Kafka broker and a real PostgreSQL for tests and for the run on one machine. */
@NullMarked
package io.keepwell.infra;

import org.jspecify.annotations.NullMarked;
