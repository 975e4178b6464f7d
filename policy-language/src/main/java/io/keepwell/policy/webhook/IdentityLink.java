package io.keepwell.policy.webhook;

import io.keepwell.policy.expression.RowExpression;
import org.jspecify.annotations.Nullable;

/**
 * What an item says of who belongs to whom.
 *
 * @param name what tells it from the other links of the mapping; a part of its id
 * @param when the condition under which the item says it; absent for always
 * @param user the user, a text; where there is no data, nothing is said
 * @param account the account that the user belongs to, a text; where there is no data, nothing is
 *     said
 * @param since since when, a time
 */
public record IdentityLink(
        String name,
        @Nullable RowExpression when,
        RowExpression user,
        RowExpression account,
        RowExpression since) {}
