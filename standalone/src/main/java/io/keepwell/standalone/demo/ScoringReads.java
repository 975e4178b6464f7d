package io.keepwell.standalone.demo;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demonstration asks scoring. */
final class ScoringReads {

    private final ServiceReads service;

    ScoringReads(ServiceReads service) {
        this.service = service;
    }

    /** What became of all events. */
    record Stats(long accepted, long folded, long duplicate, long tooLate, long quarantined) {

        static final Stats NONE = new Stats(0, 0, 0, 0, 0);

        /** What was added to an earlier one. */
        Stats since(Stats before) {
            return new Stats(
                    accepted - before.accepted,
                    folded - before.folded,
                    duplicate - before.duplicate,
                    tooLate - before.tooLate,
                    quarantined - before.quarantined);
        }
    }

    /** An account. */
    record Account(
            String id,
            @Nullable String name,
            @Nullable BigDecimal arr,
            @Nullable String csm,
            @Nullable Integer shown,
            Status status,
            @Nullable String mainDriver) {

        String called() {
            return name == null ? id : name;
        }

        BigDecimal revenue() {
            return arr == null ? BigDecimal.ZERO : arr;
        }
    }

    Stats stats() {
        return service.get("/v1/stats", Stats.class);
    }

    /** All accounts, the greatest revenue first. */
    List<Account> accounts() {
        return service.all("/v1/accounts?sort=-arr", Account.class);
    }
}
