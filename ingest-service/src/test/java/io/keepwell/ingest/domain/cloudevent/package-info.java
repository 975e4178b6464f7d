@NullMarked
package io.keepwell.ingest.domain.cloudevent;

import org.jspecify.annotations.NullMarked;
