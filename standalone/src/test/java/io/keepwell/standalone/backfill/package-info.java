@NullMarked
package io.keepwell.standalone.backfill;

import org.jspecify.annotations.NullMarked;
