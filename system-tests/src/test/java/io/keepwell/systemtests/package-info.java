/** What is packaged, run as users run it, and killed in the middle. */
@NullMarked
package io.keepwell.systemtests;

import org.jspecify.annotations.NullMarked;
