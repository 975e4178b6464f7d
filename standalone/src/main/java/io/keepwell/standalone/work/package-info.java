/** The day's work from the terminal: accounts, alerts and tasks of a running deployment. */
@NullMarked
package io.keepwell.standalone.work;

import org.jspecify.annotations.NullMarked;
