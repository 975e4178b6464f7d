/** Who calls, what they may do, and which accounts they see (architecture, section 9). */
@NullMarked
package io.keepwell.runtime.security;

import org.jspecify.annotations.NullMarked;
