/** What simulated companies are, and what the shipped card makes of them. */
@NullMarked
package io.keepwell.standalone.backtest.simulated;

import org.jspecify.annotations.NullMarked;
