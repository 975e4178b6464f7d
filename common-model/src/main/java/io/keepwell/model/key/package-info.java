/** The keys by which systems that send events are known, and the hashes that a deployment keeps. */
@NullMarked
package io.keepwell.model.key;

import org.jspecify.annotations.NullMarked;
