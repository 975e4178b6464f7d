package io.keepwell.benchmarks.engine;

import io.keepwell.engine.account.Replay;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Hearing;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Judgement;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.health.CauseKind;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A customer of forty users with half a year behind it, judged by the shipped policies. */
@State(Scope.Thread)
public class Account {

    /** Where the policies are; JMH's own JVMs are told by it. */
    static final String POLICIES = "keepwell.bench.policies";

    private static final int DAYS = 180;
    private static final int USERS = 40;
    private static final int FEATURES = 12;
    private static final long SEED = 20_261_123;
    private static final AccountId ID = new AccountId("acme-1");
    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant NOW = BEGIN.plus(Duration.ofDays(DAYS)).plusSeconds(36_000);

    private final RandomGenerator chance =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Judge judge = new Judge(policies(), EventCatalogue.standard());
    private final Replay replay = new Replay(ID, judge, EventCatalogue.standard());
    private Reporting reporting = Reporting.NONE;
    private long events;

    /** Lives half a year. */
    @Setup(Level.Trial)
    public void live() {
        for (int day = 0; day < DAYS; day++) {
            var today = new ArrayList<CustomerEventV1>();
            Instant at = BEGIN.plus(Duration.ofDays(day)).plusSeconds(30_000);
            for (int user = 0; user < USERS; user++) {
                today.add(event("usage.session-started", at, "u" + user, null));
                today.add(event("usage.feature-used", at, "u" + user, null));
            }
            if (day % 7 == 0) {
                today.add(event("support.ticket-opened", at, "c1", null));
                today.add(event("engagement.meeting-scheduled", at, null, null));
                today.add(event("engagement.meeting-attended", at, "c1", null));
                today.add(event("engagement.nps-submitted", at, "c2", "9"));
            }
            today.forEach(it ->
                    reporting =
                            reporting.with(
                                    it.type().value(),
                                    (int) Duration.between(Instant.EPOCH, at).toDays()));
            replay.receive(today, reporting);
        }
    }

    /** One more event of today, of some user. */
    CustomerEventV1 next() {
        return event("usage.feature-used", NOW, "u" + chance.nextInt(USERS), null);
    }

    AccountFacts facts() {
        return replay.facts();
    }

    Verdict verdict() {
        return replay.verdict().orElseThrow();
    }

    /** Judges it on what one event has touched. */
    Verdict judge(CustomerEventV1 event, Verdict before) {
        return given(
                new Hearing(
                        facts(),
                        before,
                        reporting,
                        NOW,
                        CauseKind.BEHAVIOUR,
                        facts().touched(List.of(event)).bySameSources()));
    }

    /** Judges it on the morning after, when all windows have moved. */
    Verdict judgeAnotherDay(int days) {
        return given(
                new Hearing(
                        facts(),
                        verdict(),
                        reporting,
                        NOW.plus(Duration.ofDays(days)),
                        CauseKind.TIME,
                        null));
    }

    /** Judges it on a day long after its last event, while sources report for others. */
    Verdict judgeSilent(int days) {
        Instant at = NOW.plus(Duration.ofDays(days));
        return given(new Hearing(facts(), verdict(), reporting(at), at, CauseKind.TIME, null));
    }

    /** Looks ahead from a verdict of its. */
    int lookAhead(Verdict from, int most) {
        Instant at = Instant.ofEpochMilli(from.asOf());
        return judge.restsUntil(facts(), from, reporting(at).settled(Days.of(at)), most);
    }

    /** All kinds have reported by then. */
    private Reporting reporting(Instant at) {
        Reporting known = reporting;
        for (String kind : reporting.kinds().keySet()) {
            known = known.with(kind, Days.of(at));
        }
        return known;
    }

    /** Loads what is missing: all that there is, is in memory. */
    void load(Collection<ChunkKey> missing) {
        facts().load(missing, Map.of());
    }

    private Verdict given(Hearing hearing) {
        Judgement judgement = judge.judge(hearing);
        while (judgement instanceof Judgement.Missing(var rows)) {
            load(rows);
            judgement = judge.judge(hearing);
        }
        return ((Judgement.Given) judgement).verdict();
    }

    private CustomerEventV1 event(
            String type, Instant at, @Nullable String actor, @Nullable String value) {
        var attributes =
                type.equals("usage.feature-used")
                        ? new Attributes(
                                Map.of(
                                        "feature",
                                        new AttributeValue.Text("f" + chance.nextInt(FEATURES))))
                        : Attributes.NONE;
        return new CustomerEventV1(
                "e" + events++,
                new SourceName("product"),
                ID,
                new EventType(type),
                at,
                at,
                actor,
                value == null ? null : new BigDecimal(value),
                attributes,
                null);
    }

    private static PolicySet policies() {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty(POLICIES)));
        return switch (PolicyFiles.read(folder)) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new IllegalStateException("" + problems);
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle) ->
                    switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                throw new IllegalStateException("" + problems);
                        case PolicyResult.Accepted<PolicySet>(PolicySet policies) -> policies;
                    };
        };
    }
}
