package io.keepwell.standalone.client;

import io.keepwell.model.health.Status;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of scoring. */
public final class ScoringReads {

    private final ServiceReads service;

    /**
     * Of a service.
     *
     * @param service reads from it
     */
    public ScoringReads(ServiceReads service) {
        this.service = service;
    }

    /**
     * What became of events.
     *
     * @param accepted how many scoring has seen
     * @param folded how many it counted
     * @param duplicate how many it had seen before, within 48 hours
     * @param tooLate how many were older than the horizon
     * @param quarantined how many could not be counted
     */
    public record Stats(
            long accepted, long folded, long duplicate, long tooLate, long quarantined) {

        /** No events. */
        public static final Stats NONE = new Stats(0, 0, 0, 0, 0);

        /**
         * What was added to an earlier one.
         *
         * @param before the earlier one
         * @return the difference
         */
        public Stats since(Stats before) {
            return new Stats(
                    accepted - before.accepted,
                    folded - before.folded,
                    duplicate - before.duplicate,
                    tooLate - before.tooLate,
                    quarantined - before.quarantined);
        }
    }

    /**
     * An account.
     *
     * @param id its id
     * @param name what people call it
     * @param arr its annual recurring revenue
     * @param csm who looks after it
     * @param shown its score, rounded
     * @param status its status
     * @param mainDriver what costs it most
     */
    public record Account(
            String id,
            @Nullable String name,
            @Nullable BigDecimal arr,
            @Nullable String csm,
            @Nullable Integer shown,
            Status status,
            @Nullable String mainDriver) {

        /**
         * What to call it.
         *
         * @return its name, or its id where it has none
         */
        public String called() {
            return name == null ? id : name;
        }

        /**
         * What it brings.
         *
         * @return its annual recurring revenue, 0 where it is not known
         */
        public BigDecimal revenue() {
            return arr == null ? BigDecimal.ZERO : arr;
        }
    }

    /** Counts of one source. */
    private record OfSource(
            String source,
            long accepted,
            long folded,
            long duplicate,
            long tooLate,
            long quarantined) {

        Stats stats() {
            return new Stats(accepted, folded, duplicate, tooLate, quarantined);
        }
    }

    private record BySource(List<OfSource> bySource) {}

    /**
     * What became of all events.
     *
     * @return the counts
     * @throws ServiceReads.AwayException when scoring does not answer
     */
    public Stats stats() {
        return service.get("/v1/stats", Stats.class);
    }

    /**
     * What became of the events of one source.
     *
     * @param source its name
     * @return the counts
     * @throws ServiceReads.AwayException when scoring does not answer
     */
    public Stats stats(String source) {
        return service.get("/v1/stats", BySource.class).bySource().stream()
                .filter(it -> it.source().equals(source))
                .map(OfSource::stats)
                .findFirst()
                .orElse(Stats.NONE);
    }

    /**
     * All accounts, the greatest revenue first.
     *
     * @return the accounts
     * @throws ServiceReads.AwayException when scoring does not answer
     */
    public List<Account> accounts() {
        return service.all("/v1/accounts?sort=-arr", Account.class);
    }
}
