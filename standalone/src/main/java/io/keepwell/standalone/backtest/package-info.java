/** Backtests of files: reading what was, and showing what a scorecard would have said of it. */
@NullMarked
package io.keepwell.standalone.backtest;

import org.jspecify.annotations.NullMarked;
