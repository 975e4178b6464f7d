package io.keepwell.model.catalogue;

import io.keepwell.model.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A well-known trait of an account, told by {@code account.updated} unless it says otherwise.
 *
 * @param trait its name
 * @param is what it may hold
 * @param means what it tells, in words for people
 * @param toldBy the only type that tells it; null where {@code account.updated} does, whatever
 *     other types do too
 */
public record TraitSpec(String trait, AttributeKind is, String means, @Nullable EventType toldBy) {}
