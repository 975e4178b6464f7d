package io.keepwell.model.erasure;

import io.keepwell.model.AccountId;
import io.keepwell.model.Require;
import io.keepwell.model.message.AccountChange;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Topic {@code keepwell.health-changes}: an account was erased. Whoever keeps anything of it is to
 * forget it; what was told of it before this message and is not read yet as well. Should an account
 * of the same name come back, its changes are numbered on from here.
 *
 * @param id unique; readers drop repeats by it
 * @param accountId the account
 * @param sequence the number after the last change that was told of it
 * @param changedAt when it was erased, by the scoring service's clock
 * @param erasureId by which erasure
 */
public record AccountErasedV1(
        UUID id, AccountId accountId, long sequence, Instant changedAt, UUID erasureId)
        implements AccountChange {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.account.erased.v1";

    /** Checks the number and cuts the time to the millisecond. */
    public AccountErasedV1 {
        Require.positive("sequence", sequence);
        changedAt = Require.time("changedAt", changedAt);
    }

    @Override
    public URI messageSource() {
        return Publisher.SCORING.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }
}
