/** Malformed requests without end against the packaged ingest service. */
@NullMarked
package io.keepwell.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
