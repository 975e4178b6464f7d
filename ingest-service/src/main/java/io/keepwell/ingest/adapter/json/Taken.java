package io.keepwell.ingest.adapter.json;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Content;

/**
 * A body that was taken apart.
 *
 * @param content what it holds
 * @param kept what to keep of it, where something must be rejected
 * @param contentType how that is written
 */
public record Taken(Content content, Body kept, String contentType) {}
