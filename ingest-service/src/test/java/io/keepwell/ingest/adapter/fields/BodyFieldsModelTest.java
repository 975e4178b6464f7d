package io.keepwell.ingest.adapter.fields;

import static io.keepwell.ingest.adapter.fields.WebhookBodies.body;
import static io.keepwell.ingest.adapter.fields.WebhookBodies.cells;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares what is read with what a slow and simple reading of a tree finds: bodies, items and
 * fields of any kind, with few names, so that many stand twice.
 */
class BodyFieldsModelTest {

    private static final int RUNS = 10_000;
    private static final List<String> NAMES = List.of("a", "b", "0", "1");
    private static final BodyFieldsReader READER =
            new BodyFieldsReader(new Limits(100_000, 2_000, 1_000, 10));

    /** A value of a body, or an element. */
    private sealed interface Tree {
        record Text(String text) implements Tree {}

        record Members(List<Map.Entry<String, Tree>> members) implements Tree {}

        record Elements(List<Tree> elements) implements Tree {}
    }

    @Test
    void shouldFindInJsonWhatATreeHolds() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            Tree tree = container(random, 4, true);
            BodyShape shape = shape(BodyFormat.JSON, random, NAMES);
            @Nullable FieldPath each = shape.each();
            List<Tree> items = each == null ? List.of(tree) : jsonItems(at(tree, each));
            String text = json(tree);
            if (items == null) {
                continue;
            }
            // When
            List<List<String>> found = cells(READER.read(shape, body(text)));
            // Then
            assertThat(found)
                    .as("rerun with -Dseed=%d, run %d: %s in %s", seed, run, shape, text)
                    .isEqualTo(expected(shape, tree, items));
        }
    }

    @Test
    void shouldFindInXmlWhatATreeHolds() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            Tree root = container(random, 4, false);
            var tree = new Tree.Members(List.of(Map.entry("a", root)));
            BodyShape shape = shape(BodyFormat.XML, random, List.of("a", "b"));
            @Nullable FieldPath each = shape.each();
            List<Tree> items = each == null ? List.of(tree) : xmlItems(List.of(tree), each.names());
            String text = xml(tree);
            // When
            List<List<String>> found = cells(READER.read(shape, body(text)));
            // Then
            assertThat(found)
                    .as("rerun with -Dseed=%d, run %d: %s in %s", seed, run, shape, text)
                    .isEqualTo(expected(shape, tree, items));
        }
    }

    private static List<List<String>> expected(BodyShape shape, Tree body, List<Tree> items) {
        var expected = new ArrayList<List<String>>();
        for (Tree item : items) {
            var cells = new ArrayList<String>();
            shape.itemFields().forEach(field -> cells.add(text(at(item, field))));
            shape.bodyFields().forEach(field -> cells.add(text(at(body, field))));
            expected.add(cells);
        }
        return expected;
    }

    /** The items, or null when a text stands where they should stand. */
    private static @Nullable List<Tree> jsonItems(@Nullable Tree each) {
        return switch (each) {
            case null -> List.of();
            case Tree.Text(String text) -> text.isEmpty() ? List.of() : null;
            case Tree.Members object -> List.of(object);
            case Tree.Elements(var elements) -> elements;
        };
    }

    private static List<Tree> xmlItems(List<Tree> trees, List<String> names) {
        if (names.isEmpty()) {
            return trees;
        }
        List<Tree> inside =
                trees.stream()
                        .filter(Tree.Members.class::isInstance)
                        .flatMap(it -> ((Tree.Members) it).members().stream())
                        .filter(it -> it.getKey().equals(names.getFirst()))
                        .map(Map.Entry::getValue)
                        .toList();
        return xmlItems(inside, names.subList(1, names.size()));
    }

    private static @Nullable Tree at(Tree tree, FieldPath path) {
        @Nullable Tree at = tree;
        for (String name : path.names()) {
            at =
                    switch (at) {
                        case null -> null;
                        case Tree.Text _ -> null;
                        case Tree.Members(var members) ->
                                members.reversed().stream()
                                        .filter(it -> it.getKey().equals(name))
                                        .findFirst()
                                        .map(Map.Entry::getValue)
                                        .orElse(null);
                        case Tree.Elements(var elements) ->
                                name.matches("\\d") && Integer.parseInt(name) < elements.size()
                                        ? elements.get(Integer.parseInt(name))
                                        : null;
                    };
        }
        return at;
    }

    private static String text(@Nullable Tree tree) {
        return tree instanceof Tree.Text(String text) ? text : "";
    }

    private static BodyShape shape(BodyFormat format, RandomGenerator random, List<String> names) {
        @Nullable FieldPath each = random.nextInt(4) == 0 ? null : path(random, names);
        return new BodyShape(format, each, paths(random, names), paths(random, names));
    }

    private static List<FieldPath> paths(RandomGenerator random, List<String> names) {
        var paths = new ArrayList<FieldPath>();
        for (int count = random.nextInt(5); count > 0; count--) {
            paths.add(path(random, names));
        }
        return paths;
    }

    private static FieldPath path(RandomGenerator random, List<String> names) {
        var path = new ArrayList<String>();
        for (int count = random.nextInt(5); count > 0; count--) {
            path.add(names.get(random.nextInt(names.size())));
        }
        return new FieldPath(path);
    }

    private static Tree tree(RandomGenerator random, int depth, boolean isJson) {
        return depth == 0 || random.nextInt(4) == 0
                ? new Tree.Text(random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(90)))
                : container(random, depth - 1, isJson);
    }

    private static Tree container(RandomGenerator random, int depth, boolean isJson) {
        var members = new ArrayList<Map.Entry<String, Tree>>();
        int few = isJson ? 0 : 1;
        for (int count = few + random.nextInt(4); count > 0; count--) {
            String name = NAMES.get(random.nextInt(isJson ? NAMES.size() : 2));
            members.add(Map.entry(name, tree(random, depth, isJson)));
        }
        return isJson && random.nextInt(3) == 0
                ? new Tree.Elements(members.stream().map(Map.Entry::getValue).toList())
                : new Tree.Members(members);
    }

    private static String json(Tree tree) {
        return switch (tree) {
            case Tree.Text(String text) -> text.isEmpty() ? "null" : text;
            case Tree.Members(var members) -> {
                List<String> written =
                        members.stream()
                                .map(it -> "\"%s\":%s".formatted(it.getKey(), json(it.getValue())))
                                .toList();
                yield "{%s}".formatted(String.join(",", written));
            }
            case Tree.Elements(var elements) -> {
                List<String> written = elements.stream().map(BodyFieldsModelTest::json).toList();
                yield "[%s]".formatted(String.join(",", written));
            }
        };
    }

    private static String xml(Tree tree) {
        return switch (tree) {
            case Tree.Text(String text) -> text;
            case Tree.Members(var members) -> {
                List<String> written =
                        members.stream()
                                .map(it ->
                                        "<%1$s>%2$s</%1$s>"
                                                .formatted(it.getKey(), xml(it.getValue())))
                                .toList();
                yield String.join("", written);
            }
            case Tree.Elements _ -> throw new IllegalStateException("XML has no arrays");
        };
    }
}
