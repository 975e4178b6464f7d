/** What the tests of the services share: published as this module's test jar. */
@NullMarked
package io.keepwell.runtime.testing;

import org.jspecify.annotations.NullMarked;
