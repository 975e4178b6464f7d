@NullMarked
package io.keepwell.engine.trial;

import org.jspecify.annotations.NullMarked;
