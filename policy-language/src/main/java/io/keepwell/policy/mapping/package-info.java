/**
 * What a mapping says: which files of an export there are, and which events and traits their rows
 * make.
 */
@NullMarked
package io.keepwell.policy.mapping;

import org.jspecify.annotations.NullMarked;
