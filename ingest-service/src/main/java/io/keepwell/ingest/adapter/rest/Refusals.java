package io.keepwell.ingest.adapter.rest;

import jakarta.ws.rs.core.Response;

/** What a protocol answers where a body never gets as far as being read. */
interface Refusals {

    /**
     * The body is longer than it may be.
     *
     * @param bytesMax how long it may be
     */
    Response tooLarge(int bytesMax);

    /** The body is in a content coding that nobody here reads. */
    Response unknownCoding();

    /** The body broke off. */
    Response brokenOff();

    /** The body takes too long to come in. */
    Response tooSlow();

    /** The body is not what its content coding says. */
    Response notGzip();

    /** Too much waits for Kafka already. */
    Response noRoom();
}
