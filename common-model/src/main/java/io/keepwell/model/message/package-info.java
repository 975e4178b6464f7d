/** How a message becomes bytes: the list of message types, CloudEvents attributes, JSON. */
@NullMarked
package io.keepwell.model.message;

import org.jspecify.annotations.NullMarked;
