/** The command {@code keepwell init}. */
@NullMarked
package io.keepwell.init.cli;

import org.jspecify.annotations.NullMarked;
