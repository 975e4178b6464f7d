package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.health.AccountUpdatedV1;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the messages that tell the latest state of an account. */
public final class Publication {

    private final Supplier<UUID> ids;
    private final InstantSource clock;

    /**
     * With ids and time.
     *
     * @param ids gives each message its id
     * @param clock tells when it was made
     */
    public Publication(Supplier<UUID> ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    AccountUpdatedV1 of(AccountCase account, Verdict verdict, Judge judge) {
        return new AccountUpdatedV1(
                ids.get(),
                account.id(),
                verdict.sequence(),
                clock.instant(),
                Snapshots.account(account.facts(), verdict),
                Snapshots.health(verdict),
                Workbench.mainDriver(verdict, judge).orElse(null));
    }
}
