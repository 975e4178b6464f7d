/** The {@code keepwell} command line, and everything on one machine with one command. */
@NullMarked
package io.keepwell.standalone;

import org.jspecify.annotations.NullMarked;
