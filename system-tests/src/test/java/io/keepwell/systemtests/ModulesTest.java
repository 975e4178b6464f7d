package io.keepwell.systemtests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Which module may depend on which. The heart stays plain, services know nothing of each other, and
 * nothing that production runs depends on what only tests need.
 */
class ModulesTest {

    private static final Path ROOT = Path.of("..");

    private static final Set<String> SERVICE =
            Set.of("common-model", "policy-language", "service-runtime");

    private static final Map<String, Set<String>> MAY_DEPEND_ON =
            Map.ofEntries(
                    entry("common-model", Set.of()),
                    entry("policy-language", Set.of("common-model")),
                    entry("scoring-engine", Set.of("common-model", "policy-language")),
                    entry("service-runtime", Set.of("common-model", "policy-language")),
                    entry(
                            "ingest-service",
                            Set.of(
                                    "common-model",
                                    "policies",
                                    "policy-language",
                                    "service-runtime")),
                    entry(
                            "scoring-service",
                            Set.of(
                                    "common-model",
                                    "policy-language",
                                    "scoring-engine",
                                    "service-runtime")),
                    entry("alerting-service", SERVICE),
                    entry("playbook-service", SERVICE),
                    entry("policies", Set.of("policy-language")),
                    entry("embedded-infra", Set.of()),
                    entry("init", Set.of("common-model", "policy-language")),
                    // The heart judges what tests of policies make up, where the files are.
                    entry(
                            "standalone",
                            // The engine for backtests of files, which need no service.
                            Set.of(
                                    "common-model",
                                    "policies",
                                    "policy-language",
                                    "scoring-engine",
                                    "embedded-infra",
                                    "init")),
                    entry("system-tests", Set.of()),
                    entry("benchmarks/bare-endpoint", Set.of()),
                    // Others' engines around the fold of the service.
                    entry(
                            "benchmarks/fold-peers",
                            Set.of(
                                    "common-model",
                                    "policy-language",
                                    "scoring-engine",
                                    "scoring-service",
                                    "service-runtime")),
                    // A broker of its own, and services started as "up" starts them.
                    entry(
                            "benchmarks",
                            Set.of(
                                    "common-model",
                                    "policy-language",
                                    "scoring-engine",
                                    "embedded-infra",
                                    "init",
                                    "standalone")));

    /** Modules whose tests may look at whatever they put together. */
    private static final Set<String> TESTS_ALL = Set.of("system-tests", "benchmarks");

    @ParameterizedTest
    @MethodSource("modules")
    void shouldDependOnlyOnWhatItsPlaceAllows(String module) {
        // Given
        Set<String> allowed = Objects.requireNonNull(MAY_DEPEND_ON.get(module), module);

        // When
        List<String> dependencies = dependencies(module, false);

        // Then
        assertThat(allowed).as("what %s may depend on", module).containsAll(dependencies);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldNotReachAnotherServiceFromItsTests(String module) {
        assertThat(dependencies(module, true))
                .as("what the tests of %s depend on", module)
                .allMatch(it -> TESTS_ALL.contains(module) || !it.endsWith("-service"));
    }

    @Test
    void shouldHaveAPlaceForEveryModule() {
        assertThat(MAY_DEPEND_ON.keySet()).containsAll(modules().toList());
    }

    private static Stream<String> modules() {
        return elements(pom(ROOT.resolve("pom.xml")).getDocumentElement(), "module")
                .map(Element::getTextContent);
    }

    private static List<String> dependencies(String module, boolean ofTests) {
        Element project = pom(ROOT.resolve(module).resolve("pom.xml")).getDocumentElement();
        var found = new ArrayList<String>();
        elements(project, "dependency")
                .filter(it -> text(it, "groupId").equals("io.keepwell"))
                .filter(it -> text(it, "scope").equals("test") == ofTests)
                .forEach(it -> found.add(text(it, "artifactId")));
        return found;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).map(Element::getTextContent).findFirst().orElse("");
    }

    private static Stream<Element> elements(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at));
    }

    private static Document pom(Path file) {
        try (var in = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
