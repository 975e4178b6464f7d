/** Gives the service its surroundings. */
@NullMarked
package io.keepwell.alerting.adapter;

import org.jspecify.annotations.NullMarked;
