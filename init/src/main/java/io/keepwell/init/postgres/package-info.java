/** The services' databases, and the way to the database server. */
@NullMarked
package io.keepwell.init.postgres;

import org.jspecify.annotations.NullMarked;
