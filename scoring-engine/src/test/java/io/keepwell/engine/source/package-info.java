@NullMarked
package io.keepwell.engine.source;

import org.jspecify.annotations.NullMarked;
