package io.keepwell.scoring.application.identity;

import io.keepwell.model.AccountId;

/**
 * Whose a user's events are.
 *
 * @param account the account that the user, under all ids, belongs to; no other is known
 * @param userId the id by which the user is known now
 */
public record Owner(AccountId account, String userId) {}
