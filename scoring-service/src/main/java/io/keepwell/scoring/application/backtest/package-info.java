/** What policies would have said of the past that is kept. */
@NullMarked
package io.keepwell.scoring.application.backtest;

import org.jspecify.annotations.NullMarked;
