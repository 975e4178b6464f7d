@NullMarked
package io.keepwell.systemtests.ingest;

import org.jspecify.annotations.NullMarked;
