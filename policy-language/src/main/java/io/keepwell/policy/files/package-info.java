/** Finds policy files on a disk; the only part of the language that reads or writes anything. */
@NullMarked
package io.keepwell.policy.files;

import org.jspecify.annotations.NullMarked;
