/** How regularly connected systems send, and which of them have gone silent. */
@NullMarked
package io.keepwell.engine.source;

import org.jspecify.annotations.NullMarked;
