/** Tests of following the policies, with a real broker. */
@NullMarked
package io.keepwell.runtime.policy;

import org.jspecify.annotations.NullMarked;
