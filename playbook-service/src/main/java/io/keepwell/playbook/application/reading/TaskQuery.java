package io.keepwell.playbook.application.reading;

import io.keepwell.model.play.TaskState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for, the earliest due first, among those the account with the most revenue.
 *
 * @param accountId whose, or null for all
 * @param owner who is to do them, or null for anybody
 * @param state where they are in their life, or null for anywhere
 * @param playId of which run, or null for all
 * @param due when they are due, or null for any day
 * @param approver whose leave they wait for, or null for any
 */
public record TaskQuery(
        @Nullable String accountId,
        @Nullable String owner,
        @Nullable TaskState state,
        @Nullable UUID playId,
        @Nullable Due due,
        @Nullable Approver approver) {

    /**
     * Somebody who gives leave.
     *
     * @param name their name, as tasks name their approvers
     * @param isLead whether what waits for nobody in particular waits for them
     */
    public record Approver(String name, boolean isLead) {}

    /**
     * A place in the list.
     *
     * @param dueOn when it is due
     * @param arr the account's revenue when it was opened, 0 where not known
     * @param id tells apart what is equal otherwise
     */
    public record Place(LocalDate dueOn, BigDecimal arr, UUID id) {

        /**
         * Reads one from a cursor.
         *
         * @param keys the cursor's keys
         * @return the place
         * @throws RuntimeException when it is none
         */
        public static Place of(List<@Nullable String> keys) {
            return new Place(
                    LocalDate.parse(Objects.requireNonNull(keys.getFirst())),
                    new BigDecimal(Objects.requireNonNull(keys.get(1))),
                    UUID.fromString(Objects.requireNonNull(keys.get(2))));
        }
    }

    /**
     * What a cursor of such a list is good for.
     *
     * @return words
     */
    public String question() {
        return "tasks accountId=%s owner=%s state=%s playId=%s due=%s approver=%s"
                .formatted(
                        Objects.toString(accountId, ""),
                        Objects.toString(owner, ""),
                        state == null ? "all" : state.wireName(),
                        Objects.toString(playId, ""),
                        due == null ? "" : due.wireName(),
                        approver == null ? "" : approver.name());
    }
}
