/**
 * Spans: what a service did because of a request or a message, for those who follow it through all
 * services. The only place that knows OpenTelemetry.
 */
@NullMarked
package io.keepwell.runtime.trace;

import org.jspecify.annotations.NullMarked;
