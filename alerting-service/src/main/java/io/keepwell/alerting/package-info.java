/**
 * The alerting service: raises alerts by rules on health, keeps their clocks, and delivers them.
 */
@NullMarked
package io.keepwell.alerting;

import org.jspecify.annotations.NullMarked;
