package io.keepwell.standalone.demo;

import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.model.health.Status;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.EventLoader;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.Pause;
import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.ScoringReads;
import io.keepwell.standalone.client.ScoringReads.Stats;
import io.keepwell.standalone.client.ServiceReads;
import io.keepwell.standalone.client.Settling;
import io.keepwell.standalone.client.StoppedException;
import io.keepwell.standalone.demo.portfolio.Archetype;
import io.keepwell.standalone.demo.portfolio.Customer;
import io.keepwell.standalone.demo.portfolio.Expectation;
import io.keepwell.standalone.demo.portfolio.Portfolio;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a portfolio to a deployment, waits until the services have made of it what they make, and
 * says what that is. What was told once is not told again.
 */
public final class Demo implements AutoCloseable {

    private static final Duration SCORING_PATIENCE = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final int SENDS_AGAIN_WITHIN_DAYS = 1;

    private final DemoOptions options;
    private final Progress progress;
    private final InstantSource clock;
    private final BooleanSupplier stopping;
    private final HttpClient http;
    private final IngestClient ingest;
    private final ScoringReads scoring;
    private final AlertingReads alerting;
    private final PlaybookReads playbook;
    private final Settling settling;

    /**
     * Of a deployment that runs.
     *
     * @param options what it needs
     * @param progress where it tells how far it is
     * @param clock the present
     * @param stopping whether somebody has asked to stop
     */
    public Demo(
            DemoOptions options, Progress progress, InstantSource clock, BooleanSupplier stopping) {
        this.options = options;
        this.progress = progress;
        this.clock = clock;
        this.stopping = stopping;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTS_WITHIN)
                        .build();
        Endpoints at = options.endpoints();
        this.ingest = new IngestClient(http, at.ingest(), options.writeKey(), stopping);
        this.scoring = new ScoringReads(reads(at.scoring()));
        this.alerting = new AlertingReads(reads(at.alerting()));
        this.playbook = new PlaybookReads(reads(at.playbook()));
        this.settling = new Settling(stopping, System::nanoTime, Pause::longer);
    }

    /**
     * What came of it.
     *
     * @param isMet whether all events were counted and the archetypes are what was expected
     * @param facts as JSON's mapper writes them
     * @param plain the screen without colour
     * @param coloured the screen for a terminal
     */
    public record Outcome(boolean isMet, Object facts, List<String> plain, List<String> coloured) {

        /** Copies the lists. */
        public Outcome {
            plain = List.copyOf(plain);
            coloured = List.copyOf(coloured);
        }
    }

    /**
     * Tells what was not told yet, and waits until it has had its effects.
     *
     * @return what came of it
     * @throws ClientException when it cannot go on
     * @throws StoppedException when asked to stop
     */
    public Outcome tell() {
        try {
            return toldAndSeen();
        } catch (ServiceReads.AwayException away) {
            if (stopping.getAsBoolean()) {
                throw new StoppedException();
            }
            throw new ClientException("%s; see ./keepwell logs".formatted(away.getMessage()), away);
        }
    }

    private Outcome toldAndSeen() {
        DemoState state = state();
        var portfolio = Portfolio.of(state.seed(), state.present());
        if (state.loaded() == null) {
            state = history(state, portfolio);
        } else {
            progress.say("  The portfolio of %s is there already.".formatted(state.present()));
        }
        IngestClient.Receipt loaded = Objects.requireNonNull(state.loaded());
        boolean isCounted = awaitCounted(state.before(), loaded);
        awaitStatuses();
        // Of what lived on in the days before scoring counts more: the missed days count from here.
        Stats before = scoring.stats();
        IngestClient.Receipt missed = missedDays(state, portfolio);
        isCounted &= awaitCounted(before, missed);
        awaitCount(
                "Alerts",
                expected(it -> it.alerts().size()),
                PATIENCE,
                () ->
                        (int)
                                alerting.open().stream()
                                        .filter(it ->
                                                !it.rule().id().equals(Expectation.EARLY_WARNING))
                                        .count());
        awaitCount(
                "Plays",
                expected(it -> it.plays().size()),
                PATIENCE,
                () -> playbook.running().size());
        var summary =
                Summary.of(
                        state,
                        portfolio,
                        new Summary.Told(loaded.plus(missed), isCounted),
                        findings(state),
                        today(),
                        options.endpoints());
        return new Outcome(
                summary.met(),
                summary,
                SummaryScreen.of(summary, false),
                SummaryScreen.of(summary, true));
    }

    /** Lets the portfolio live on until asked to stop. */
    public void live() {
        DemoState state = state();
        new LiveEvents(
                        Portfolio.of(state.seed(), state.present()),
                        ingest,
                        progress,
                        clock,
                        stopping)
                .run();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private ServiceReads reads(String service) {
        return new ServiceReads(http, service, options.tokens());
    }

    private DemoState state() {
        DemoState state =
                DemoState.read(options.stateFile())
                        .orElseGet(() ->
                                new DemoState(
                                        options.seed(),
                                        today(),
                                        "",
                                        Stats.NONE,
                                        null,
                                        today().minusDays(1)));
        if (state.seed() != options.seed()) {
            throw new ClientException(
                    "this home holds the portfolio of seed %d; keep to it, or begin anew with ./keepwell reset"
                            .formatted(state.seed()));
        }
        boolean isStale = state.present().plusDays(SENDS_AGAIN_WITHIN_DAYS).isBefore(today());
        if (state.loaded() == null && isStale) {
            throw new ClientException(
                    "the portfolio of %s was told in part only, too long ago to go on; begin anew with ./keepwell reset"
                            .formatted(state.present()));
        }
        return state;
    }

    private DemoState history(DemoState begun, Portfolio portfolio) {
        DemoState state = begun;
        if (state.run().isEmpty()) {
            String run = ingest.openBackfill("demo-%d-%d".formatted(state.seed(), clock.millis()));
            state =
                    new DemoState(
                            state.seed(),
                            state.present(),
                            run,
                            scoring.stats(),
                            null,
                            state.toldUntil());
            state.write(options.stateFile());
        }
        long size =
                portfolio.customers().stream().mapToLong(it -> portfolio.history(it).count()).sum();
        IngestClient.Receipt receipt =
                load(
                        "Events of %d days".formatted(Portfolio.DAYS),
                        size,
                        portfolio.customers().stream().flatMap(portfolio::history),
                        state.run());
        ingest.closeBackfill(state.run());
        state = state.loaded(receipt);
        state.write(options.stateFile());
        return state;
    }

    /** Tells the days on which nobody ran this, as they would have been. */
    private IngestClient.Receipt missedDays(DemoState state, Portfolio portfolio) {
        LocalDate yesterday = today().minusDays(1);
        if (!state.toldUntil().isBefore(yesterday)) {
            return IngestClient.Receipt.NONE;
        }
        List<LocalDate> days = state.toldUntil().plusDays(1).datesUntil(today()).toList();
        Function<Customer, Stream<SubmittedEventV1>> missed =
                customer -> days.stream().flatMap(day -> portfolio.events(customer, day).stream());
        long size = portfolio.customers().stream().mapToLong(it -> missed.apply(it).count()).sum();
        IngestClient.Receipt receipt =
                load(
                        "Events of %d missed days".formatted(days.size()),
                        size,
                        portfolio.customers().stream().flatMap(missed),
                        null);
        state.toldUntil(yesterday).write(options.stateFile());
        return receipt;
    }

    private IngestClient.Receipt load(
            String what, long size, Stream<SubmittedEventV1> events, @Nullable String run) {
        progress.begin(what, size);
        IngestClient.Receipt receipt =
                new EventLoader(ingest, stopping).load(events, run, progress);
        progress.end(receipt.accepted());
        if (receipt.rejected() > 0) {
            progress.say(
                    "  %d events were rejected, the first because: %s"
                            .formatted(receipt.rejected(), receipt.reason()));
        }
        return receipt;
    }

    /** Whether scoring has counted what was told since it had counted so much. */
    private boolean awaitCounted(Stats before, IngestClient.Receipt sent) {
        if (sent.accepted() == 0) {
            return true;
        }
        progress.begin("Counted by scoring", sent.accepted());
        boolean isCounted =
                settling.await(
                        () -> {
                            long done = scoring.stats().since(before).accepted();
                            return new Settling.Look(done, done >= sent.accepted());
                        },
                        SCORING_PATIENCE,
                        progress);
        progress.end(scoring.stats().since(before).accepted());
        if (!isCounted) {
            progress.say("  Scoring has not counted all of them; see ./keepwell logs scoring");
        }
        return isCounted;
    }

    private void awaitStatuses() {
        awaitCount(
                "Accounts with a status",
                expected(it -> it.status() == Status.UNKNOWN ? 0 : 1),
                SCORING_PATIENCE,
                () ->
                        (int)
                                scoring.accounts().stream()
                                        .filter(it -> it.status() != Status.UNKNOWN)
                                        .count());
    }

    private void awaitCount(String what, int expected, Duration patience, IntSupplier count) {
        progress.begin(what, expected);
        int[] last = {0};
        settling.await(
                () -> {
                    last[0] = count.getAsInt();
                    return new Settling.Look(last[0], last[0] >= expected);
                },
                patience,
                progress);
        progress.end(last[0]);
    }

    private Findings findings(DemoState state) {
        return new Findings(
                scoring.stats().since(state.before()),
                scoring.accounts(),
                alerting.open(),
                playbook.running(),
                playbook.open());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** How much there should be of something. */
    private static int expected(ToIntFunction<Expectation> of) {
        return Arrays.stream(Archetype.values())
                .mapToInt(it -> it.accounts() * of.applyAsInt(it.expectation()))
                .sum();
    }
}
