/** From facts to a verdict: score, status, signals, and what changed. */
@NullMarked
package io.keepwell.engine.judge;

import org.jspecify.annotations.NullMarked;
