/** Turns the YAML of documents into what judges accounts, and finds all that is wrong with it. */
@NullMarked
package io.keepwell.policy.reading;

import org.jspecify.annotations.NullMarked;
