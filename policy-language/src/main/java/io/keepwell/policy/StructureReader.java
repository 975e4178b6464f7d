package io.keepwell.policy;

import io.keepwell.policy.words.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Follows a document's YAML event by event and holds it to what every kind of document keeps:
 * limits, one value a key, keys that are text, aliases that point back, no tags. It builds nothing,
 * so no document can make it use more memory than its own text.
 */
final class StructureReader {

    /** Who wants to know what the document says. */
    interface Listener {

        /** The document's one outermost value. */
        void onRoot(NodeEvent root, boolean isMapping);

        /** A key of the outermost mapping, and where its value begins. */
        void onTopLevel(String key, NodeEvent value);
    }

    private final Problems problems;
    private final Listener listener;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long values;
    private boolean stopped;

    StructureReader(Problems problems, Listener listener) {
        this.problems = problems;
        this.listener = listener;
    }

    /** True when a limit was met: reading on would be of no use or do harm. */
    boolean isStopped() {
        return stopped;
    }

    void accept(Event event) {
        switch (event) {
            case DocumentStartEvent start -> onStart(start);
            case ScalarEvent scalar -> onScalar(scalar);
            case AliasEvent alias -> onAlias(alias);
            case CollectionStartEvent start -> onOpen(start);
            case CollectionEndEvent _ -> onClose();
            case DocumentEndEvent end -> onEnd(end);
            default -> {}
        }
    }

    private void onStart(DocumentStartEvent start) {
        if (start.getSpecVersion().isPresent()) {
            YamlMarks.report(problems, start, "a %YAML line is not needed", "Remove the line.");
        }
    }

    private void onEnd(DocumentEndEvent end) {
        if (end.isExplicit()) {
            YamlMarks.report(
                    problems,
                    end,
                    "'...' does not end a document here",
                    "Remove the line, or write '---' before the next document.");
        }
    }

    private void onScalar(ScalarEvent scalar) {
        refuseTag(scalar, scalar.getTag());
        arrive(scalar, 1);
        scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, 1L));
    }

    private void onAlias(AliasEvent alias) {
        Long size = sizes.get(alias.getAlias());
        if (size == null) {
            YamlMarks.report(
                    problems,
                    alias,
                    "no value above is anchored as %s"
                            .formatted(Words.quoted("&" + alias.getAlias())),
                    "Anchor the value before it is used, or write it out here.");
        }
        arrive(alias, size == null ? 1 : size);
    }

    private void onOpen(CollectionStartEvent start) {
        refuseTag(start, start.getTag());
        long before = values;
        arrive(start, 1);
        open.push(new Open(start instanceof MappingStartEvent, start.getAnchor(), before));
        if (open.size() > PolicyLimits.DEPTH_MAX) {
            stop(
                    start,
                    "lists and mappings nest deeper than %d".formatted(PolicyLimits.DEPTH_MAX),
                    "Nest less deeply.");
        }
    }

    private void onClose() {
        Open closed = open.pop();
        closed.anchor.ifPresent(anchor -> sizes.put(anchor, values - closed.valuesBefore));
    }

    private void arrive(NodeEvent node, long size) {
        values += size;
        if (values > PolicyLimits.VALUES_MAX) {
            stop(
                    node,
                    "the document has more than %d values, counting every alias as what it stands for"
                            .formatted(PolicyLimits.VALUES_MAX),
                    "Split it into several documents, or use fewer aliases.");
            return;
        }
        Open in = open.peek();
        if (in == null) {
            listener.onRoot(node, node instanceof MappingStartEvent);
        } else if (in.mapping) {
            inMapping(in, node);
        }
    }

    private void inMapping(Open in, NodeEvent node) {
        if (!in.atKey) {
            if (open.size() == 1 && in.key != null) {
                listener.onTopLevel(in.key, node);
            }
            in.atKey = true;
            return;
        }
        in.atKey = false;
        in.key = keyFrom(in, node);
    }

    private @Nullable String keyFrom(Open in, NodeEvent node) {
        if (!(node instanceof ScalarEvent scalar)) {
            YamlMarks.report(
                    problems,
                    node,
                    "a key must be text",
                    "Write a word before the colon; quote it if it holds brackets, braces or '*'.");
            return null;
        }
        String key = scalar.getValue();
        Integer first = in.lines.putIfAbsent(key, YamlMarks.line(node));
        if (first == null) {
            return key;
        }
        YamlMarks.report(
                problems,
                node,
                "the key %s is already at line %d"
                        .formatted(Words.quoted(key), problems.lineInFile(first)),
                "Remove one of the two, or rename it.");
        return null;
    }

    private void refuseTag(NodeEvent node, Optional<String> tag) {
        tag.ifPresent(name ->
                YamlMarks.report(
                        problems,
                        node,
                        "the tag %s is not used here".formatted(Words.quoted(name)),
                        "Remove it; quote a value that must be text."));
    }

    private void stop(NodeEvent node, String message, String cure) {
        YamlMarks.report(problems, node, message, cure);
        stopped = true;
    }

    /** A list or mapping that has begun and not ended. */
    private static final class Open {

        private final boolean mapping;
        private final Optional<Anchor> anchor;
        private final long valuesBefore;
        private final Map<String, Integer> lines = new HashMap<>();
        private boolean atKey = true;
        private @Nullable String key;

        private Open(boolean mapping, Optional<Anchor> anchor, long valuesBefore) {
            this.mapping = mapping;
            this.anchor = anchor;
            this.valuesBefore = valuesBefore;
        }
    }
}
