/** The default policies of a new deployment. */
@NullMarked
package io.keepwell.init.policy;

import org.jspecify.annotations.NullMarked;
