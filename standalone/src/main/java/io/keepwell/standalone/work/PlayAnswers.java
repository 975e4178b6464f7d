package io.keepwell.standalone.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What scoring answers of plays, as far as the terminal shows it. */
final class PlayAnswers {

    private PlayAnswers() {}

    /** What became of plays. */
    record Outcomes(
            int completed,
            int closed,
            Map<String, Integer> closedAs,
            int exited,
            int running,
            int inTime,
            int tasks,
            int tasksDone,
            int tasksLate) {

        /** Keeps the order of the words. */
        Outcomes {
            closedAs = Collections.unmodifiableMap(new LinkedHashMap<>(closedAs));
        }
    }

    /** Mean and median. */
    record Middle(BigDecimal mean, BigDecimal median) {}

    /** How health moved. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Health(
            int measured,
            int left,
            @Nullable Middle before,
            @Nullable Middle after,
            @Nullable Middle change,
            int improved,
            @Nullable BigDecimal improvedShare,
            int recoverable,
            int recovered,
            @Nullable BigDecimal recoveredShare,
            @Nullable Middle daysToRecovery) {}

    /** What accounts paid. */
    record Revenue(
            int plays, BigDecimal before, BigDecimal kept, BigDecimal lost, BigDecimal grown) {}

    /** Beside accounts without the play. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Comparison(
            int plays,
            int accounts,
            @Nullable BigDecimal change,
            @Nullable BigDecimal othersChange,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            String sentence) {}

    /** What one play did. */
    record Result(
            String play,
            List<String> versions,
            int plays,
            int pending,
            int skipped,
            Outcomes outcomes,
            Health health,
            Revenue revenue,
            Comparison comparison) {}

    /** What plays did. */
    record Effectiveness(
            LocalDate asOf,
            int window,
            LocalDate from,
            LocalDate to,
            String note,
            List<Result> items) {}

    /** Accounts without the play. */
    record Others(long accounts, BigDecimal change, BigDecimal deviation) {}

    /** A play that was begun. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(
            UUID playId,
            String accountId,
            @Nullable String name,
            String play,
            String version,
            String outcome,
            @Nullable String closedAs,
            Instant openedAt,
            @Nullable Instant closedAt,
            int tasks,
            int tasksDone,
            int tasksLate,
            LocalDate windowFrom,
            LocalDate windowTo,
            boolean windowEnded,
            @Nullable String status,
            @Nullable String statusAfter,
            @Nullable String segment,
            @Nullable String csm,
            @Nullable BigDecimal score,
            @Nullable BigDecimal scoreAfter,
            @Nullable BigDecimal change,
            boolean left,
            @Nullable Integer recoveredAfterDays,
            @Nullable BigDecimal arr,
            @Nullable BigDecimal arrAfter,
            @Nullable Others others,
            boolean compared) {}

    /** A page of plays. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<One> items, @Nullable String next) {}
}
