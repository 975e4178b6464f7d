/** Programs that load a whole deployment and tell how long things take; no test runs them. */
@NullMarked
package io.keepwell.systemtests.load;

import org.jspecify.annotations.NullMarked;
