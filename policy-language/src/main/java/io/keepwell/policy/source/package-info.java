/** The systems that send events: how each is known, and what it may send. */
@NullMarked
package io.keepwell.policy.source;

import org.jspecify.annotations.NullMarked;
