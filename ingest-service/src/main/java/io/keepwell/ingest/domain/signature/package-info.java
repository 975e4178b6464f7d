/** Signatures of webhooks: how others sign, and whether a request is signed so. */
@NullMarked
package io.keepwell.ingest.domain.signature;

import org.jspecify.annotations.NullMarked;
