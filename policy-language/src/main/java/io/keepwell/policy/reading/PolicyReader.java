package io.keepwell.policy.reading;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.account.LifecycleSet;
import io.keepwell.policy.account.Resolver;
import io.keepwell.policy.account.SegmentSet;
import io.keepwell.policy.portfolio.CapacityRule;
import io.keepwell.policy.portfolio.KpiSpec;
import io.keepwell.policy.reaction.AlertRule;
import io.keepwell.policy.reaction.PlaySpec;
import io.keepwell.policy.risk.RiskScore;
import io.keepwell.policy.scorecard.Scorecard;
import io.keepwell.policy.signal.Signal;
import io.keepwell.policy.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a bundle's documents into what judges accounts and reacts to them, or finds all that is
 * wrong with them.
 */
public final class PolicyReader {

    private static final Set<String> KINDS =
            new TreeSet<>(
                    List.of(
                            ScorecardReader.KIND,
                            SignalsReader.KIND,
                            ResolverReader.KIND,
                            RiskScoreReader.KIND,
                            AccountsReader.SEGMENTS_KIND,
                            AccountsReader.STAGES_KIND,
                            AlertRulesReader.KIND,
                            CadencesReader.KIND,
                            PlayReader.KIND,
                            KpisReader.KIND,
                            CapacityReader.KIND));

    private final PolicyBundle bundle;
    private final Formulas formulas;
    private final List<Report> reports = new ArrayList<>();
    private final List<Sheet> sheets = new ArrayList<>();

    private PolicyReader(PolicyBundle bundle, EventCatalogue catalogue) {
        this.bundle = bundle;
        this.formulas =
                new Formulas(
                        catalogue,
                        bundle.documents().stream()
                                .anyMatch(it -> it.kind().equals(RiskScoreReader.KIND)));
    }

    /**
     * Reads all documents of a bundle. What a document says is held against the others and against
     * the catalogue: a name that is known nowhere, or that is a misspelt well-known one, is a
     * problem.
     *
     * @param bundle the documents
     * @param catalogue the well-known event types, traits and activity sets
     * @return all that the bundle says, or all problems of all documents
     */
    public static PolicyResult<PolicySet> read(PolicyBundle bundle, EventCatalogue catalogue) {
        return new PolicyReader(bundle, catalogue).read();
    }

    private PolicyResult<PolicySet> read() {
        bundle.documents().forEach(this::open);
        Ids segmentIds = AccountsReader.segmentIds();
        Ids stageIds = AccountsReader.stageIds();
        // The first of a kind that may stand once counts; a second one is read for its problems.
        SegmentSet segments =
                first(
                        AccountsReader.SEGMENTS_KIND,
                        sheet -> AccountsReader.segments(sheet, segmentIds, formulas),
                        SegmentSet.NONE);
        LifecycleSet stages =
                first(
                        AccountsReader.STAGES_KIND,
                        sheet -> AccountsReader.stages(sheet, stageIds),
                        LifecycleSet.NONE);
        var knownSegments = new Known("segment", segmentIds.all());
        var signalsReader = new SignalsReader(formulas);
        new CadencesReader(formulas, knownSegments, new Known("stage", stageIds.all()))
                .readAll(of(CadencesReader.KIND).toList(), signalsReader);
        List<Applied<Signal>> signals = signalsReader.readAll(of(SignalsReader.KIND).toList());
        Map<String, Applied<Scorecard>> scorecards = scorecards();
        Resolver resolver = resolver(segmentIds.all(), stageIds.all());
        Applied<RiskScore> risk =
                this.<@Nullable Applied<RiskScore>>first(RiskScoreReader.KIND, this::risk, null);
        // After the signals and segments, which they name.
        var conditions = new ConditionReader(signalsReader);
        List<Applied<AlertRule>> alertRules =
                new AlertRulesReader(conditions, knownSegments)
                        .readAll(of(AlertRulesReader.KIND).toList());
        List<Applied<PlaySpec>> plays = plays(new PlayReader(conditions, knownSegments));
        List<Applied<KpiSpec>> kpis =
                new KpisReader(knownSegments).readAll(of(KpisReader.KIND).toList());
        List<Applied<CapacityRule>> capacity =
                new CapacityReader(knownSegments).readAll(of(CapacityReader.KIND).toList());
        var problems = new ArrayList<PolicyProblem>();
        reports.forEach(report -> problems.addAll(report.all()));
        if (cards().isEmpty() && of(ResolverReader.KIND).findAny().isEmpty()) {
            problems.add(nothingToJudgeBy());
        }
        if (resolver == null || !problems.isEmpty()) {
            return new PolicyResult.Refused<>(problems);
        }
        return new PolicyResult.Accepted<>(
                new PolicySet(
                        bundle.version(),
                        scorecards,
                        signals,
                        resolver,
                        segments,
                        stages,
                        alertRules,
                        plays,
                        kpis,
                        capacity,
                        risk));
    }

    private void open(PolicyDocument document) {
        var report = new Report(document.file());
        reports.add(report);
        Optional<Sheet> opened = Sheet.open(document, report);
        opened.ifPresent(sheet -> {
            sheets.add(sheet);
            if (document.kind().equals(MappingReader.KIND)) {
                report.add(
                        sheet.placeOf("kind"),
                        "a mapping is not put in force",
                        "Keep it beside the policies, and name it to ./keepwell backfill.");
            } else if (SourcesReader.KINDS.contains(document.kind())) {
                report.add(
                        sheet.placeOf("kind"),
                        "a %s is not put in force".formatted(document.kind()),
                        "Lay it into the directory that ingest reads its sources from.");
            } else if (document.kind().equals(BundleReader.KIND)) {
                report.add(
                        sheet.placeOf("kind"),
                        "a Bundle is not put in force, it says what is",
                        "Name its folder to ./keepwell policy apply, which completes it.");
            } else if (document.kind().equals(PolicyTestsReader.KIND)) {
                report.add(
                        sheet.placeOf("kind"),
                        "tests are not put in force",
                        "Keep them beside the policies, and run ./keepwell policy test.");
            } else if (!KINDS.contains(document.kind())) {
                report.add(
                        sheet.placeOf("kind"),
                        "the kind %s is not known".formatted(Words.quoted(document.kind())),
                        Words.nearest(document.kind(), KINDS)
                                        .map("Did you mean '%s'? "::formatted)
                                        .orElse("")
                                + "The kinds are %s.".formatted(Words.quotedList(KINDS)));
            }
        });
    }

    private Stream<Sheet> of(String kind) {
        return sheets.stream().filter(sheet -> sheet.document().kind().equals(kind));
    }

    private <T extends @Nullable Object> T first(
            String kind, Function<Sheet, ? extends T> reading, T none) {
        List<Sheet> all = of(kind).toList();
        T first = none;
        for (Sheet sheet : all) {
            T read = reading.apply(sheet);
            if (sheet.equals(all.getFirst())) {
                first = read;
            } else {
                refuseSecond(sheet, all.getFirst());
            }
        }
        return first;
    }

    private static void refuseSecond(Sheet second, Sheet first) {
        PolicyDocument kept = first.document();
        second.report()
                .add(
                        second.placeOf("kind"),
                        "a bundle has one %s, and there is already '%s' at %s:%d"
                                .formatted(kept.kind(), kept.id(), kept.file(), kept.line()),
                        "Remove one of the two.");
    }

    private Map<String, Applied<Scorecard>> scorecards() {
        var scorecards = new LinkedHashMap<String, Applied<Scorecard>>();
        of(ScorecardReader.KIND)
                .forEach(sheet -> {
                    PolicyDocument document = sheet.document();
                    Scorecard card = ScorecardReader.read(sheet, formulas);
                    if (card != null) {
                        scorecards.put(
                                document.id(),
                                new Applied<>(
                                        card, new PolicyRef(document.id(), document.version())));
                    }
                });
        return scorecards;
    }

    private @Nullable Applied<RiskScore> risk(Sheet sheet) {
        PolicyDocument document = sheet.document();
        RiskScore risk = RiskScoreReader.read(sheet, formulas);
        return risk == null
                ? null
                : new Applied<>(risk, new PolicyRef(document.id(), document.version()));
    }

    private List<Applied<PlaySpec>> plays(PlayReader reader) {
        return of(PlayReader.KIND).flatMap(sheet -> Stream.ofNullable(reader.read(sheet))).toList();
    }

    /** Who judges whom; the only card judges all where nothing is said. Null after problems. */
    private @Nullable Resolver resolver(Set<String> segments, Set<String> stages) {
        List<String> cards = cards();
        if (of(ResolverReader.KIND).findAny().isPresent()) {
            var reader = new ResolverReader(new LinkedHashSet<>(cards), segments, stages);
            return this.<@Nullable Resolver>first(ResolverReader.KIND, reader::read, null);
        }
        if (cards.size() > 1) {
            of(ScorecardReader.KIND)
                    .skip(1)
                    .findFirst()
                    .ifPresent(second ->
                            second.report()
                                    .add(
                                            second.placeOf("kind"),
                                            "there are %d scorecards, and nothing says which judges"
                                                            .formatted(cards.size())
                                                    + " whom",
                                            "Write a document of kind Resolver."));
        }
        return cards.size() == 1
                ? new Resolver(List.of(new Resolver.Choice(cards.getFirst(), Set.of(), Set.of())))
                : null;
    }

    /** The ids of all cards: one that has problems can be named all the same. */
    private List<String> cards() {
        return bundle.documents().stream()
                .filter(document -> document.kind().equals(ScorecardReader.KIND))
                .map(PolicyDocument::id)
                .toList();
    }

    private PolicyProblem nothingToJudgeBy() {
        return bundle.documents().stream()
                .map(document -> noScorecard(document.file(), document.line()))
                .findFirst()
                .orElseGet(() -> noScorecard("policies", 1));
    }

    private static PolicyProblem noScorecard(String file, int line) {
        return new PolicyProblem(
                file,
                line,
                1,
                "no document is a scorecard, so nothing judges accounts",
                "Write a document of kind Scorecard.");
    }
}
