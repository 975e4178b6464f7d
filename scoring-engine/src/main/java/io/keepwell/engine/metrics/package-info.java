/** What expressions may ask, answered from an account's facts. */
@NullMarked
package io.keepwell.engine.metrics;

import org.jspecify.annotations.NullMarked;
