/** What the parts of the step have in common: what came of each thing, and waiting. */
@NullMarked
package io.keepwell.init.step;

import org.jspecify.annotations.NullMarked;
