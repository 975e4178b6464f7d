/** The documents that come with Keepwell, for those who need them without a disk. */
@NullMarked
package io.keepwell.policies;

import org.jspecify.annotations.NullMarked;
