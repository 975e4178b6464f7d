/**
 * What is known of one account, whatever card may ask: daily series, activity, latest values,
 * traits. Facts commute: the same events in any order are the same bytes.
 */
@NullMarked
package io.keepwell.engine.facts;

import org.jspecify.annotations.NullMarked;
