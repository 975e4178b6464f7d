@NullMarked
package io.keepwell.ingest.domain.webhook;

import org.jspecify.annotations.NullMarked;
