/** The edge: what systems send becomes canonical customer events on Kafka. */
@NullMarked
package io.keepwell.ingest;

import org.jspecify.annotations.NullMarked;
