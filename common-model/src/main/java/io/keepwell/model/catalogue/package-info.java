/**
 * The well-known event types and account traits: what each means and which attributes it carries.
 */
@NullMarked
package io.keepwell.model.catalogue;

import org.jspecify.annotations.NullMarked;
