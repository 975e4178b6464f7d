/** Topics, and the way to the broker. */
@NullMarked
package io.keepwell.init.kafka;

import org.jspecify.annotations.NullMarked;
