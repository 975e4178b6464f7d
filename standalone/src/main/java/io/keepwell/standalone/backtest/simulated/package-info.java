/** Companies made up, of whose customers it is known why they leave, and when that began. */
@NullMarked
package io.keepwell.standalone.backtest.simulated;

import org.jspecify.annotations.NullMarked;
