@NullMarked
package io.keepwell.engine.portfolio;

import org.jspecify.annotations.NullMarked;
