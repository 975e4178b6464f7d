package io.keepwell.policy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that says only what differs from the one beside it. */
class BundleFoldersTest {

    private static final String BASE =
            """
            # Of the whole file.
            ---
            kind: Scorecard
            id: one
            bands: [80, 50]
            # A status is held for a while.
            hysteresis:
              dwell: 24h
              # not less
            # Below this share nothing is said.
            minCoverage: 0.3
            ---

            kind: Scorecard
            id: two
            ---
            kind: Signals
            id: risk
            """;

    @TempDir private Path directory;

    @BeforeEach
    void writeBase() throws IOException {
        write("base/all.yaml", BASE);
    }

    @Test
    void shouldTakeOverWhatTheBaseSays() throws IOException {
        write("own/bundle.yaml", extending("../base"));

        PolicyBundle own = bundle("own");

        assertThat(own.documents()).isEqualTo(bundle("base").documents());
        assertThat(own.version()).isEqualTo(bundle("base").version());
    }

    @Test
    void shouldPutADocumentInPlaceOfTheOneOfTheSameKindAndId() throws IOException {
        write("own/bundle.yaml", extending("../base"));
        write("own/cards.yaml", "kind: Scorecard\nid: two\nbands: [75, 50]\n");

        PolicyBundle own = bundle("own");

        assertThat(own.documents())
                .extracting(PolicyDocument::key)
                .containsExactly("Scorecard/one", "Scorecard/two", "Signals/risk");
        assertThat(own.find("Scorecard", "two"))
                .get()
                .satisfies(card -> {
                    assertThat(card.text()).contains("[75, 50]");
                    assertThat(card.file()).isEqualTo("" + directory.resolve("own/cards.yaml"));
                });
        assertThat(own.find("Signals", "risk"))
                .get()
                .satisfies(signals -> {
                    assertThat(signals.file()).isEqualTo("" + directory.resolve("base/all.yaml"));
                    assertThat(signals.line()).isEqualTo(17);
                });
    }

    @Test
    void shouldLeaveOutDocuments() throws IOException {
        write("own/bundle.yaml", extending("../base") + "without: [Scorecard/one, Signals/risk]\n");

        assertThat(bundle("own").documents())
                .isEqualTo(List.of(bundle("base").find("Scorecard", "two").orElseThrow()));
    }

    @Test
    void shouldLeaveOutAKeyAndWhatIsSaidAboveItAndLeaveAllElseAtItsLine() throws IOException {
        write("own/bundle.yaml", extending("../base") + "without: [Scorecard/one/hysteresis]\n");

        PolicyBundle own = bundle("own");

        assertThat(own.find("Scorecard", "one"))
                .get()
                .satisfies(card -> {
                    assertThat(card.text())
                            .isEqualTo(
                                    """
                                    kind: Scorecard
                                    id: one
                                    bands: [80, 50]




                                    # Below this share nothing is said.
                                    minCoverage: 0.3
                                    """);
                    assertThat(card.line()).isEqualTo(3);
                });
        assertThat(own.find("Scorecard", "two")).isEqualTo(bundle("base").find("Scorecard", "two"));
    }

    @Test
    void shouldLeaveOutTheLastKeyOfADocument() throws IOException {
        write("own/bundle.yaml", extending("../base") + "without: [Scorecard/one/minCoverage]\n");

        assertThat(bundle("own").find("Scorecard", "one").orElseThrow().text())
                .endsWith("  # not less\n");
    }

    @Test
    void shouldExtendABundleThatExtendsAnother() throws IOException {
        write("own/bundle.yaml", extending("../middle") + "without: [Scorecard/three]\n");
        write("middle/bundle.yaml", extending("../base") + "without: [Scorecard/one]\n");
        write("middle/cards.yaml", "kind: Scorecard\nid: three\n---\nkind: Play\nid: save\n");

        assertThat(bundle("own").documents())
                .extracting(PolicyDocument::key)
                .containsExactly("Play/save", "Scorecard/two", "Signals/risk");
    }

    @Test
    void shouldNameABundleThatExtendsNone() throws IOException {
        write("base/bundle.yaml", "kind: Bundle\nid: base\ndescription: All there is.\n");

        assertThat(bundle("base").documents())
                .extracting(PolicyDocument::key)
                .containsExactly("Scorecard/one", "Scorecard/two", "Signals/risk");
    }

    @Test
    void shouldExtendAFolderBehindALink() throws IOException {
        Files.createSymbolicLink(directory.resolve("linked"), directory.resolve("base"));
        write("own/bundle.yaml", extending("../linked"));

        assertThat(bundle("own").version()).isEqualTo(bundle("base").version());
    }

    @Test
    void shouldGiveTheFilesAsIfAllWereWrittenOut() throws IOException {
        write("own/bundle.yaml", extending("../base") + "without: [Scorecard/one]\n");

        PolicyFiles own = PolicyFiles.at(List.of(directory.resolve("own")));

        assertThat(own.files())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.name()).isEqualTo("" + directory.resolve("base/all.yaml"));
                    assertThat(file.text().lines().skip(13))
                            .containsExactly(
                                    "kind: Scorecard",
                                    "id: two",
                                    "---",
                                    "kind: Signals",
                                    "id: risk");
                    assertThat(file.text().lines().limit(13)).allMatch(String::isEmpty);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/base", "base", "..", "../../base", "../base/deeper", "../.hidden", "C:"})
    void shouldExtendOnlyAFolderBeside(String base) throws IOException {
        write("own/bundle.yaml", "kind: Bundle\nid: own\nextends: '%s'\n".formatted(base));

        assertThat(problems("own"))
                .containsExactly(
                        at("own/bundle.yaml:3:10")
                                + "'extends' must name a folder beside this one, was '%s'."
                                        .formatted(base)
                                + " Write it as in 'extends: ../default'.");
    }

    @Test
    void shouldSayThatTheBaseIsMissing() throws IOException {
        write("own/bundle.yaml", extending("../bass"));

        assertThat(problems("own"))
                .containsExactly(
                        at("own/bundle.yaml:3:10")
                                + "there is no folder '%s'. Name a folder beside this one, as in"
                                        .formatted(directory.resolve("bass"))
                                + " 'extends: ../default'.");
    }

    @Test
    void shouldSayThatTheBaseIsEmpty() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        write("own/bundle.yaml", extending("../empty"));

        assertThat(problems("own"))
                .singleElement()
                .asString()
                .startsWith(at("empty:1:1") + "there is no *.yaml or *.yml file here.");
    }

    @Test
    void shouldSayThatBundlesExtendEachOtherInACircle() throws IOException {
        write("own/bundle.yaml", extending("../other"));
        write("other/bundle.yaml", extending("../own"));

        assertThat(problems("own"))
                .containsExactly(
                        at("other/bundle.yaml:3:10")
                                + "bundles extend each other in a circle: %s, %s, %s."
                                        .formatted(
                                                directory.resolve("own"),
                                                directory.resolve("other"),
                                                directory.resolve("own"))
                                + " Let one of them extend none.");
    }

    @Test
    void shouldSayThatABundleExtendsItself() throws IOException {
        write("own/bundle.yaml", extending("../own"));

        assertThat(problems("own")).singleElement().asString().contains("in a circle");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Scorecard/onn | there is no 'Scorecard/onn' in '%s'. Did you mean"
                        + " 'Scorecard/one'?",
                "Play/save | there is no 'Play/save' in '%s'. Remove it.",
                "Scorecard | 'Scorecard' is neither a document nor a key of one. Write kind and id,"
                        + " as in 'Scorecard/five-pillar', or a key behind them, as in"
                        + " 'Scorecard/five-pillar/hysteresis'.",
                "scorecard/one | 'scorecard/one' is neither a document nor a key of one. Write kind"
                        + " and id, as in 'Scorecard/five-pillar', or a key behind them, as in"
                        + " 'Scorecard/five-pillar/hysteresis'.",
                "Scorecard/one/histeresis | 'Scorecard/one' at %s/all.yaml:3 has no key"
                        + " 'histeresis' that can be left out. Did you mean 'hysteresis'?",
                "Scorecard/one/id | 'Scorecard/one' at %s/all.yaml:3 has no key 'id' that can be"
                        + " left out. Remove it, or write the whole document here.",
                "Scorecard/two | this bundle has a 'Scorecard/two' of its own. Remove it here: it"
                        + " stands in place of the base's as it is."
            })
    void shouldSayWhatCannotBeLeftOut(String leftOut, String message) throws IOException {
        write(
                "own/bundle.yaml",
                "kind: Bundle\nid: own\nextends: ../base\nwithout:\n- %s\n".formatted(leftOut));
        write("own/card.yaml", "kind: Scorecard\nid: two\n");

        assertThat(problems("own"))
                .containsExactly(
                        at("own/bundle.yaml:5:3") + message.formatted(directory.resolve("base")));
    }

    @Test
    void shouldNotLeaveOutAKeyOfAMappingInBraces() throws IOException {
        write("braces/card.yaml", "{kind: Scorecard, id: one, hysteresis: none}\n");
        write("own/bundle.yaml", extending("../braces") + "without: [Scorecard/one/hysteresis]\n");

        assertThat(problems("own"))
                .singleElement()
                .asString()
                .contains(
                        "has no key 'hysteresis' that can be left out."
                                + " Remove it, or write the whole document here.");
    }

    @Test
    void shouldSayWhatStandsTwiceOrForNothing() throws IOException {
        write("own/bundle.yaml", "kind: Bundle\nid: own\nwithout: [Play/a, Play/a]\n");

        assertThat(problems("own"))
                .containsExactly(
                        at("own/bundle.yaml:3:10")
                                + "nothing is extended, so there is nothing to leave out. Add a"
                                + " line such as 'extends: ../default', or remove this one.",
                        at("own/bundle.yaml:3:19")
                                + "'Play/a' stands twice. Remove one of the two.");
    }

    @Test
    void shouldRefuseTwoDocumentsOfOneKindAndIdInTheFolderOrInItsBase() throws IOException {
        write("own/bundle.yaml", extending("../base"));
        write("own/cards.yaml", "kind: Scorecard\nid: two\n---\nkind: Scorecard\nid: two\n");
        List<String> own = problems("own");
        write("own/cards.yaml", "kind: Scorecard\nid: two\n");
        write("base/again.yaml", "kind: Scorecard\nid: two\n---\nkind: Scorecard\nid: two\n");

        List<String> ofBase = problems("own");

        assertThat(own)
                .containsExactly(
                        at("own/cards.yaml:4:1")
                                + "Scorecard with the id 'two' is already at %s:1."
                                        .formatted(directory.resolve("own/cards.yaml"))
                                + " Give one of the two another id, or remove it.");
        assertThat(ofBase).hasSize(2).allMatch(it -> it.contains("is already at"));
    }

    @Test
    void shouldRefuseASecondBundleInAFolderAndOneBelow() throws IOException {
        write("own/a.yaml", "kind: Bundle\nid: a\n---\nkind: Bundle\nid: b\n");
        write("own/deeper/c.yaml", "kind: Bundle\nid: c\n");
        write("own/play.yaml", "kind: Play\nid: save\n");

        assertThat(problems("own"))
                .containsExactly(
                        at("own/a.yaml:4:1")
                                + "a folder is one bundle, and there is already 'a' at %s:1."
                                        .formatted(directory.resolve("own/a.yaml"))
                                + " Remove one of the two.",
                        at("own/deeper/c.yaml:1:1")
                                + "the bundle 'c' lies within that of '%s'."
                                        .formatted(directory.resolve("own"))
                                + " Move it into a folder of its own, beside the other one.");
    }

    @Test
    void shouldSayWhatIsWrongInTheBaseAtItsPlace() throws IOException {
        write("base/more.yaml", "kind: Play\n");
        write("own/bundle.yaml", extending("../base"));

        assertThat(problems("own"))
                .singleElement()
                .asString()
                .startsWith(at("base/more.yaml:1:1") + "the document has no 'id'.");
    }

    @Test
    void shouldReadEachBundleByItself() throws IOException {
        write("one/bundle.yaml", extending("../base"));
        write("two/bundle.yaml", extending("../base"));
        write("two/cards/card.yaml", "kind: Scorecard\nid: two\nbands: [1]\n");
        write("outside/mapping.yaml", "kind: Mapping\nid: m\n");

        List<PolicyFiles> all = PolicyFiles.allAt(List.of(directory));

        assertThat(all)
                .extracting(PolicyFiles::name)
                .containsExactly(
                        "" + directory.resolve("base"),
                        "" + directory.resolve("one"),
                        "" + directory.resolve("two"),
                        "other files");
        assertThat(all)
                .extracting(each -> accepted(each.bundle()).documents().size())
                .containsExactly(3, 3, 3, 1);
    }

    @Test
    void shouldAskWhichOfSeveralBundlesIsMeant() throws IOException {
        write("own/bundle.yaml", extending("../base"));

        assertThat(problems(""))
                .containsExactly(
                        directory
                                + ":1:1: there are several bundles here: %s, %s. Name one of them."
                                        .formatted(
                                                directory.resolve("base"),
                                                directory.resolve("own")));
    }

    @Test
    void shouldReadWhatLiesBesideTheOnlyBundleWithIt() throws IOException {
        write("own/bundle.yaml", extending("../base"));
        Path more = write("more/play.yaml", "kind: Play\nid: save\n");

        PolicyResult<PolicyBundle> both = PolicyFiles.read(List.of(directory.resolve("own"), more));

        assertThat(accepted(both).documents()).hasSize(4);
    }

    @Test
    void shouldNotReadWhatABuildLeaves() throws IOException {
        write("base/target/classes/all.yaml", BASE);

        assertThat(bundle("base").documents()).hasSize(3);
        assertThat(bundle("base/target").documents()).hasSize(3);
    }

    private static String extending(String base) {
        return "kind: Bundle\nid: any\nextends: %s\n".formatted(base);
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private PolicyBundle bundle(String folder) {
        return accepted(PolicyFiles.read(directory.resolve(folder)));
    }

    private static PolicyBundle accepted(PolicyResult<PolicyBundle> result) {
        return switch (result) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> bundle;
            case PolicyResult.Refused<PolicyBundle>(var problems) -> fail("refused: " + problems);
        };
    }

    private List<String> problems(String folder) {
        return switch (PolicyFiles.read(directory.resolve(folder))) {
            case PolicyResult.Accepted<PolicyBundle> _ -> List.of();
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    problems.stream().map(PolicyProblem::toString).toList();
        };
    }

    private String at(String place) {
        return directory.resolve(place) + ": ";
    }
}
