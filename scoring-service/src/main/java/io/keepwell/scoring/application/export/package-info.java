/** All events, for whoever wants to work with them elsewhere. */
@NullMarked
package io.keepwell.scoring.application.export;

import org.jspecify.annotations.NullMarked;
