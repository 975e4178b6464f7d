package io.keepwell.policy;

import io.keepwell.policy.words.Words;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a document's kind and id, and all of its YAML as strictly as any kind wants it. */
final class HeadReader implements StructureReader.Listener {

    private static final LoadSettings SETTINGS = LoadSettings.builder().build();
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private static final String KIND = "kind";
    private static final String ID = "id";

    private final Problems problems;
    private final Set<String> seen = new HashSet<>();
    private boolean mapping;
    private @Nullable String kind;
    private @Nullable String id;

    private HeadReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a document; empty when there were problems. */
    static Optional<Head> read(Slice slice, Problems problems) {
        if (!Characters.check(slice.text(), problems)) {
            return Optional.empty();
        }
        HeadReader head = new HeadReader(problems);
        Tabs tabs = new Tabs(slice.text());
        StructureReader structure = new StructureReader(problems, head);
        try {
            for (Event event : new Parse(SETTINGS).parseString(slice.text())) {
                tabs.accept(event);
                structure.accept(event);
                if (structure.isStopped() || problems.isFull()) {
                    return Optional.empty();
                }
            }
        } catch (MarkedYamlEngineException e) {
            if (tabs.check(YamlErrors.line(e), problems)) {
                YamlErrors.report(e, problems);
            }
            return Optional.empty();
        } catch (YamlEngineException e) {
            YamlErrors.reportWithoutPlace(e, problems);
            return Optional.empty();
        }
        return tabs.check(Integer.MAX_VALUE, problems) ? head.finish() : Optional.empty();
    }

    @Override
    public void onRoot(NodeEvent root, boolean isMapping) {
        mapping = isMapping;
        if (!mapping) {
            YamlMarks.report(
                    problems,
                    root,
                    "a document must be a mapping, this is %s".formatted(wordFor(root)),
                    "Begin it with 'kind: …' and 'id: …'.");
        }
    }

    @Override
    public void onTopLevel(String key, NodeEvent value) {
        seen.add(key);
        switch (key) {
            case KIND -> kind = kindFrom(value);
            case ID -> id = idFrom(value);
            default -> {}
        }
    }

    private Optional<Head> finish() {
        if (mapping && !seen.contains(KIND)) {
            missing(KIND, "Add a line such as 'kind: Scorecard'.");
        }
        if (mapping && !seen.contains(ID)) {
            missing(ID, "Add a line such as 'id: five-pillar'.");
        }
        return kind == null || id == null ? Optional.empty() : Optional.of(new Head(kind, id));
    }

    private void missing(String key, String cure) {
        problems.add(0, 0, "the document has no '%s'".formatted(key), cure);
    }

    private @Nullable String kindFrom(NodeEvent value) {
        String text = textFrom(KIND, value, "Write a word such as 'kind: Scorecard'.");
        if (text != null && !PolicyDocument.isKind(text)) {
            YamlMarks.report(
                    problems,
                    value,
                    "%s is no kind".formatted(Words.quoted(text)),
                    "A kind is an UpperCamel word of at most %d letters and digits, such as Scorecard."
                            .formatted(PolicyLimits.KIND_LENGTH_MAX));
            return null;
        }
        return text;
    }

    private @Nullable String idFrom(NodeEvent value) {
        String text = textFrom(ID, value, "Write a name such as 'id: five-pillar'.");
        if (text != null && !PolicyDocument.isId(text)) {
            YamlMarks.report(
                    problems,
                    value,
                    "%s is no id".formatted(Words.quoted(text)),
                    ("An id begins with a lower-case letter and has at most %d lower-case letters,"
                                    + " digits and single hyphens, such as five-pillar.")
                            .formatted(PolicyLimits.ID_LENGTH_MAX));
            return null;
        }
        return text;
    }

    private @Nullable String textFrom(String key, NodeEvent value, String cure) {
        if (value instanceof ScalarEvent scalar && tagOf(scalar).equals(Tag.STR)) {
            return scalar.getValue();
        }
        YamlMarks.report(
                problems,
                value,
                "'%s' must be text, this is %s".formatted(key, wordFor(value)),
                cure);
        return null;
    }

    private static String wordFor(NodeEvent value) {
        return value instanceof ScalarEvent scalar
                ? wordFor(tagOf(scalar))
                : switch (value.getEventId()) {
                    case MappingStart -> "a mapping";
                    case SequenceStart -> "a list";
                    default -> "an alias";
                };
    }

    private static String wordFor(Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return "empty";
        }
        if (tag.equals(Tag.BOOL)) {
            return "true or false";
        }
        return tag.equals(Tag.STR) ? "text" : "a number";
    }

    private static Tag tagOf(ScalarEvent scalar) {
        return RESOLVER.resolve(scalar.getValue(), scalar.isPlain());
    }
}
