package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.peers.PeerBook;
import io.keepwell.engine.score.MeasureScore;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.policy.PolicySet;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.adapter.postgres.PgLiveAccounts;
import io.keepwell.scoring.adapter.postgres.PgPeerSnapshots;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.StoredAccounts;
import io.keepwell.scoring.application.peers.PeerBooks;
import io.keepwell.scoring.application.peers.PeerSnapshots.Taken;
import io.keepwell.scoring.application.peers.TakePeers;
import io.keepwell.scoring.application.plan.LiveAccounts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots of peers over the service's tables, and verdicts by them, night by night. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PeersIT {

    private static final PolicySet POLICIES = TestPolicies.amongPeers("peers");
    private static final Judge JUDGE = new Judge(POLICIES, EventCatalogue.standard());
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int ACCOUNTS = 25;
    private static final int A_PAGE = 10;

    private static final EventArchive NOTHING_TO_READ_BACK =
            (_, _, _) -> {
                throw new AssertionError("no run was closed");
            };

    /** In which no account of another test is. */
    private final String segment = "peers-" + UUID.randomUUID();

    /** Kafka takes no messages of nights to come. */
    private final Instant begun = Instant.now().minus(Duration.ofDays(6));

    private final List<CustomerEventV1> told = new ArrayList<>();
    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    @Inject PeerBooks books;
    private Supplier<Future<PgConnection>> connections;
    private OwnFold own;
    private Folder folder;

    /** The k-th of the accounts has k sessions on one day, and no more. */
    @BeforeEach
    void begin() {
        connections =
                OwnConnections.of(vertx, config, scoring.database(), scoring.databasePassword());
        own = new OwnFold(connections, A_PAGE, begun);
        own.query("truncate peer_snapshot cascade", Tuple.tuple());
        folder = own.folder(JUDGE);
        for (int number = 1; number <= ACCOUNTS; number++) {
            hear(own, folder, account(own, number), number);
        }
        night(own, folder, 1);
    }

    @AfterEach
    void end() {
        own.query("truncate peer_snapshot cascade", Tuple.tuple());
        own.close();
    }

    @Test
    void shouldWaitForPartitionsThatHaveNotReadTheDayBefore() {
        assertThat(take(1, Duration.ofMinutes(61), false)).isEmpty();
        assertThat(take(1, Duration.ofMinutes(62), true)).isPresent();
        assertThat(live().<Boolean>look(view -> view.haveJudged(0))).isTrue();
        assertThat(live().<Boolean>look(view -> view.haveJudged(day(300)))).isFalse();
    }

    @Test
    void shouldJudgeByASnapshotFromTheDayOnThatItNames() {
        assertThat(measure(13).value()).as("before any").isNull();

        Taken taken = take(1, Duration.ofMinutes(61)).orElseThrow();
        assertThat(taken.peers().firstDay()).isEqualTo(day(2));
        hear(own, folder, account(own, 13), 0);
        assertThat(measure(13).value()).as("on the day on which it was taken").isNull();
        night(own, folder, 2);

        // Of 25 accounts twelve have less than the 13th.
        assertThat(measure(13).value()).isEqualByComparingTo("50");
        assertThat(measure(1).value()).isLessThan(measure(2).value());
        assertThat(measure(13).peers().version()).isEqualTo(date(1));
        assertThat(measure(13).peers().accounts()).isEqualTo(ACCOUNTS);
        assertThat(verdict(13).peersVersion()).hasValue(date(1));
    }

    @Test
    void shouldTakeOneADayAndNoneBeforeTheNightIsOver() {
        assertThat(take(1, Duration.ofMinutes(59))).isEmpty();
        assertThat(take(1, Duration.ofMinutes(61))).isPresent();
        assertThat(take(1, Duration.ofHours(5))).isEmpty();
        assertThat(take(2, Duration.ofMinutes(61))).isPresent();
    }

    @Test
    void shouldLetASnapshotCountADayLaterWhoseDayIsNearlyOver() {
        assertThat(take(1, Duration.ofMinutes(23 * 60 + 30)).orElseThrow().peers().firstDay())
                .isEqualTo(day(3));
    }

    @Test
    void shouldGiveTheSameVerdictsToAnotherOwnerAndForAPastMoment() {
        // Given: two snapshots, and an owner that has nothing in memory
        take(1, Duration.ofMinutes(61));
        night(own, folder, 2);
        MeasureScore second = measure(7);
        hear(own, folder, account(own, 7), 30);
        take(2, Duration.ofMinutes(61));
        // When
        folder = own.folder(JUDGE);
        night(own, folder, 3);
        // Then
        assertThat(second.peers().version()).isEqualTo(date(1));
        assertThat(measure(7).peers().version()).isEqualTo(date(2));
        PeerBook all = books.all().await().atMost(SOON);
        assertThat(replayed(7, all, 2)).isEqualTo(second);
        assertThat(replayed(7, all, 3)).isEqualTo(measure(7));
    }

    @Test
    void shouldAgreeWithTheOwnerOfAnotherPartition() {
        take(1, Duration.ofMinutes(61));
        try (var other = new OwnFold(connections, A_PAGE, begun)) {
            Folder others = other.folder(JUDGE);
            hear(other, others, account(other, 7), 7);

            night(own, folder, 2);
            night(other, others, 2);

            assertThat(measure(7).peers()).as("among peers at all").isNotNull();
            assertThat(stored(other, account(other, 7)).score().measures())
                    .isEqualTo(verdict(7).score().measures());
        }
    }

    /** What the account's events give once more, by the peers that are kept. */
    private MeasureScore replayed(int number, PeerBook book, int night) {
        var replay =
                new Replay(account(own, number), JUDGE.knowing(book), EventCatalogue.standard());
        var reporting =
                Reporting.NONE.with("usage.x", 0).with("usage.x", day(night)).with("account.x", 0);
        told.stream()
                .filter(event -> event.accountId().equals(account(own, number)))
                .limit(night == 2 ? number + 1 : Integer.MAX_VALUE)
                .forEach(event -> replay.receive(List.of(event), reporting));
        replay.advance(Days.begin(day(night)), reporting);
        return replay.verdict().orElseThrow().score().measures().getFirst();
    }

    private Optional<Taken> take(int day, Duration after) {
        return take(day, after, true);
    }

    private Optional<Taken> take(int day, Duration after, boolean haveJudged) {
        return new TakePeers(
                        new ByOtherPolicies(live(), haveJudged),
                        new PgPeerSnapshots(connections, SOON),
                        EventCatalogue.standard(),
                        InstantSource.fixed(Days.begin(day(day)).plus(after)))
                .take();
    }

    private LiveAccounts live() {
        return new PgLiveAccounts(connections, EventCatalogue.standard(), SOON);
    }

    /**
     * The same accounts, as if the policies of this test were in force. What other tests' folds
     * have left behind lags for ever, so whether something does is told.
     */
    private record ByOtherPolicies(LiveAccounts live, boolean haveJudged) implements LiveAccounts {

        @Override
        public <T> T look(Function<? super View, T> looking) {
            return live.look(view -> looking.apply(new Other(view, haveJudged)));
        }

        private record Other(View view, boolean haveJudged) implements View {

            @Override
            public Optional<String> policyVersion() {
                return Optional.of(POLICIES.version());
            }

            @Override
            public boolean haveJudged(int day) {
                return haveJudged;
            }

            @Override
            public Optional<PolicySet> policies() {
                return Optional.of(POLICIES);
            }

            @Override
            public Reporting reporting() {
                return view.reporting();
            }

            @Override
            public PeerBook peers(int from) {
                return view.peers(from);
            }

            @Override
            public List<Integer> partitions() {
                return view.partitions();
            }

            @Override
            public StoredAccounts accounts() {
                return view.accounts();
            }
        }
    }

    private void hear(OwnFold fold, Folder by, AccountId account, int sessions) {
        var events = new ArrayList<CustomerEventV1>();
        events.add(
                event(
                        account,
                        "account.updated",
                        Map.of("segment", new AttributeValue.Text(segment))));
        for (int session = 0; session < sessions; session++) {
            events.add(event(account, "usage.session-started", Map.of()));
        }
        told.addAll(events);
        events.forEach(event -> fold.fold(by, new LogRecord.Entry.Event(event)));
    }

    private CustomerEventV1 event(
            AccountId account, String type, Map<String, AttributeValue> attributes) {
        return new CustomerEventV1(
                UUID.randomUUID().toString(),
                new SourceName("product"),
                account,
                new EventType(type),
                begun,
                begun,
                "ann",
                null,
                new Attributes(attributes),
                null);
    }

    private MeasureScore measure(int number) {
        return verdict(number).score().measures().getFirst();
    }

    private Verdict verdict(int number) {
        return stored(own, account(own, number));
    }

    private static Verdict stored(OwnFold fold, AccountId account) {
        Row row =
                fold.query(
                                "select verdict from account_state where part = $1 and account_id"
                                        + " = $2",
                                Tuple.of(fold.partition(), account.value()))
                        .iterator()
                        .next();
        return VerdictCodec.decode(row.getBuffer(0).getBytes());
    }

    private static AccountId account(OwnFold fold, int number) {
        return new AccountId(fold.id("peer-%02d".formatted(number)));
    }

    /** Steps, a few seconds after a midnight, until there is nothing to do. */
    private void night(OwnFold fold, Folder by, int number) {
        Instant at = Days.begin(day(number)).plus(Duration.ofSeconds(9));
        boolean more = true;
        while (more) {
            more = fold.step(by, at, NOTHING_TO_READ_BACK);
        }
    }

    private int day(int number) {
        return Days.of(own.now()) + number;
    }

    private String date(int number) {
        return LocalDate.ofEpochDay(day(number)).toString();
    }
}
