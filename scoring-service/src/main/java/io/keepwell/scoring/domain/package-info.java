/** What the service knows beside the scoring engine. */
@NullMarked
package io.keepwell.scoring.domain;

import org.jspecify.annotations.NullMarked;
