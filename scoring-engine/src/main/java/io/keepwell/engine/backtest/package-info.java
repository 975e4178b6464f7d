/** What a scorecard would have said of the past, and how much of it came true. */
@NullMarked
package io.keepwell.engine.backtest;

import org.jspecify.annotations.NullMarked;
