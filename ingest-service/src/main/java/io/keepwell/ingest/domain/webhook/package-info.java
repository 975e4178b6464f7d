/** What a webhook's body says, once it is known where its fields stand. */
@NullMarked
package io.keepwell.ingest.domain.webhook;

import org.jspecify.annotations.NullMarked;
