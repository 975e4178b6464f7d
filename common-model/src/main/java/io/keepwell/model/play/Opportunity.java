package io.keepwell.model.play;

import io.keepwell.model.Require;
import io.keepwell.model.health.AccountSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chance to sell more to one account, as it stands.
 *
 * @param opportunityId names the opportunity
 * @param playId the play that found it, if any
 * @param kind what the customer may buy
 * @param state where it is in its life
 * @param account the account when it was found
 * @param owner who pursues it
 * @param amount added annual recurring revenue in the company's currency
 * @param openedAt when it was found
 * @param closedAt when it was won or lost
 * @param reason why it was lost
 */
public record Opportunity(
        UUID opportunityId,
        @Nullable UUID playId,
        OpportunityKind kind,
        OpportunityState state,
        AccountSnapshot account,
        @Nullable String owner,
        @Nullable BigDecimal amount,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String reason) {

    /** Brings the amount to its one spelling. */
    public Opportunity {
        amount = Require.decimalOrNone("amount", amount);
    }
}
