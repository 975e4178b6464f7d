package io.keepwell.model.catalogue;

/**
 * An attribute of a well-known event type.
 *
 * @param is what it may hold
 * @param required whether the event says nothing without it
 * @param means what it tells, in words for people
 */
public record AttributeSpec(AttributeKind is, boolean required, String means) {}
