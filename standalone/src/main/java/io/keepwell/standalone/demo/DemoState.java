package io.keepwell.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.ScoringReads.Stats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the demonstration of a home has come.
 *
 * @param seed what the portfolio's chance hangs on
 * @param present the day after the last day of the portfolio's history
 * @param run the backfill run of the history
 * @param before what scoring had counted before the history
 * @param loaded what became of the history at ingest; absent until all of it was told
 * @param toldUntil the day before the first whose events were not all told
 */
record DemoState(
        long seed,
        LocalDate present,
        String run,
        Stats before,
        IngestClient.@Nullable Receipt loaded,
        LocalDate toldUntil) {

    DemoState loaded(IngestClient.Receipt receipt) {
        return new DemoState(seed, present, run, before, receipt, toldUntil);
    }

    DemoState toldUntil(LocalDate day) {
        return new DemoState(seed, present, run, before, loaded, day);
    }

    /** Reads what was written. */
    static Optional<DemoState> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(
                            ContractJson.mapper()
                                    .readValue(Files.readString(file), DemoState.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new ClientException(
                    "%s is broken; delete all with ./keepwell reset".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void write(Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, ContractJson.mapper().writeValueAsString(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
