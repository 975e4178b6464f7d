package io.keepwell.model.catalogue;

/**
 * A well-known trait of an account, told by {@code account.updated}.
 *
 * @param trait its name
 * @param is what it may hold
 * @param means what it tells, in words for people
 */
public record TraitSpec(String trait, AttributeKind is, String means) {}
