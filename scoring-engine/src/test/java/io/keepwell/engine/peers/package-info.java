@NullMarked
package io.keepwell.engine.peers;

import org.jspecify.annotations.NullMarked;
