/** What ties the service to its surroundings. */
@NullMarked
package io.keepwell.scoring.adapter;

import org.jspecify.annotations.NullMarked;
