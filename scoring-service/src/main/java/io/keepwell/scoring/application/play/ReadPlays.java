package io.keepwell.scoring.application.play;

import io.keepwell.engine.facts.Days;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.scoring.application.play.PlayRecords.Cell;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what plays did (requirement H13). */
public final class ReadPlays {

    /** The windows in days that outcomes are told over (C.10). */
    public static final List<Integer> WINDOWS = List.of(30, 60, 90);

    /** How many runs one answer adds up at most. */
    public static final int RUNS_MAX = 20_000;

    private final PlayRecords records;
    private final InstantSource clock;

    /**
     * From what is kept.
     *
     * @param records of runs, and of accounts around them
     * @param clock the present
     */
    public ReadPlays(PlayRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * What plays did.
     *
     * @param query which runs; its page is not looked at
     * @return by play; empty when there are more than {@link #RUNS_MAX} runs
     */
    public Uni<Optional<PlayEffectiveness>> effectiveness(PlayQuery query) {
        PlayQuery all = query.withSkipped(RUNS_MAX);
        return records.runs(all)
                .chain(runs -> {
                    if (runs.size() > RUNS_MAX) {
                        return Uni.createFrom().item(Optional.<PlayEffectiveness>empty());
                    }
                    return items(runs, all).map(items -> Optional.of(told(items, all)));
                });
    }

    /**
     * The runs that these figures are made of.
     *
     * @param query which page of them
     * @return one more than a page holds, or fewer
     */
    public Uni<List<Listed<PlayRunItem>>> runs(PlayQuery query) {
        return records.runs(query)
                .chain(runs -> items(runs, query))
                .map(items ->
                        Listed.of(
                                items, it -> List.of(it.openedAt().toString(), "" + it.playId())));
    }

    private PlayEffectiveness told(List<PlayRunItem> items, PlayQuery query) {
        return new PlayEffectiveness(
                LocalDate.ofEpochDay(today()),
                query.window(),
                query.from(),
                query.to(),
                PlayEffectiveness.NOTE,
                PlayResults.of(items, query.window()));
    }

    private Uni<List<PlayRunItem>> items(List<PlayRun> runs, PlayQuery query) {
        int today = today();
        int window = query.window();
        Set<Cell> cells =
                runs.stream()
                        .flatMap(it ->
                                Optional.ofNullable(PlayRunItem.cell(it, window, today)).stream())
                        .collect(Collectors.toSet());
        return records.groups(cells, window, query.filter().scope())
                .map(groups ->
                        runs.stream()
                                .map(it -> PlayRunItem.of(it, window, today, groups))
                                .toList());
    }

    private int today() {
        return Days.of(clock.instant());
    }
}
