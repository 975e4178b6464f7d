/** How health is judged: dimensions, measures, transforms, bands. */
@NullMarked
package io.keepwell.policy.scorecard;

import org.jspecify.annotations.NullMarked;
