package io.keepwell.policy.reading;

import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A document whose YAML is in order, opened for reading.
 *
 * @param document as it was written
 * @param root what it says
 * @param report where to tell what is wrong with it
 */
record Sheet(PolicyDocument document, Yaml.Mapping root, Report report) {

    /** Aliases need no limit of their own: the parser has counted what they stand for. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setMaxAliasesForCollections(Integer.MAX_VALUE)
                    .build();

    /** Opens a document; empty when its YAML has problems. */
    static Optional<Sheet> open(PolicyDocument document, Report report) {
        // A document need not come from a file of ours: one that was read from a topic must keep
        // the limits too. Blank lines above it let the parser count lines as the file does.
        String text = "\n".repeat(document.line() - 1) + document.text();
        return switch (PolicyParser.parse(new PolicyFile(document.file(), text))) {
            case PolicyResult.Refused<List<PolicyDocument>>(var problems) -> {
                problems.forEach(report::add);
                yield Optional.empty();
            }
            case PolicyResult.Accepted<List<PolicyDocument>>(var parsed) -> {
                if (parsed.stream()
                        .map(PolicyDocument::key)
                        .toList()
                        .equals(List.of(document.key()))) {
                    yield compose(document).map(root -> new Sheet(document, root, report));
                }
                report.add(notItself(document));
                yield Optional.empty();
            }
        };
    }

    /** Where the value of a key stands, or where the document begins. */
    Place placeOf(String key) {
        Yaml.Entry entry = root.entries().get(key);
        return entry == null ? root.place() : entry.value().place();
    }

    private static Optional<Yaml.Mapping> compose(PolicyDocument document) {
        return new Compose(SETTINGS)
                .composeString(document.text())
                .map(node -> yaml(node, document.line()))
                .filter(Yaml.Mapping.class::isInstance)
                .map(Yaml.Mapping.class::cast);
    }

    private static Yaml yaml(Node node, int firstLine) {
        Place place = place(node.getStartMark(), firstLine);
        return switch (node) {
            case ScalarNode scalar -> {
                Place end = place(scalar.getEndMark(), firstLine);
                int width = end.line() == place.line() ? end.column() - place.column() : 0;
                yield new Yaml.Scalar(
                        place, scalar.getValue(), scalar.getTag(), scalar.getScalarStyle(), width);
            }
            case SequenceNode list -> {
                var items = new ArrayList<Yaml>();
                list.getValue().forEach(item -> items.add(yaml(item, firstLine)));
                yield new Yaml.Sequence(place, items);
            }
            case MappingNode mapping -> new Yaml.Mapping(place, entries(mapping, firstLine));
            default -> throw new IllegalStateException("no such node: " + node.getNodeType());
        };
    }

    private static Map<String, Yaml.Entry> entries(MappingNode mapping, int firstLine) {
        var entries = new LinkedHashMap<String, Yaml.Entry>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.put(
                        key.getValue(),
                        new Yaml.Entry(
                                place(key.getStartMark(), firstLine),
                                yaml(tuple.getValueNode(), firstLine)));
            }
        }
        return entries;
    }

    private static Place place(Optional<Mark> mark, int firstLine) {
        return new Place(
                firstLine + mark.map(Mark::getLine).orElse(0),
                1 + mark.map(Mark::getColumn).orElse(0));
    }

    private static PolicyProblem notItself(PolicyDocument document) {
        return new PolicyProblem(
                document.file(),
                document.line(),
                1,
                "the text is not the one document '%s'".formatted(document.key()),
                "Write the kind and the id under which it is kept.");
    }
}
