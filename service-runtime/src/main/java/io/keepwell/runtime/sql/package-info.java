/** What services that keep rows in PostgreSQL share. */
@NullMarked
package io.keepwell.runtime.sql;

import org.jspecify.annotations.NullMarked;
