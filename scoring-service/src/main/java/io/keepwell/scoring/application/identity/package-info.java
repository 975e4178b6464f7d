/** Which account a user's events belong to. */
@NullMarked
package io.keepwell.scoring.application.identity;

import org.jspecify.annotations.NullMarked;
