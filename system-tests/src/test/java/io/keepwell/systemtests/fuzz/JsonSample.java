package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body that is in order, with marks such as {@code @T@} in its texts. It is written with changes
 * at some of its places, which are numbered as they are written, the whole being 0.
 */
final class JsonSample {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final int places;

    private JsonSample(JsonNode root) {
        this.root = root;
        this.places = size(root);
    }

    static JsonSample of(String json) {
        try {
            return new JsonSample(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** How many places there are. */
    int places() {
        return places;
    }

    /** The number of a member of the whole. */
    int place(String member) {
        int at = 1;
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(member)) {
                return at;
            }
            at += size(field.getValue());
        }
        throw new IllegalArgumentException("no member " + member);
    }

    /**
     * Writes it.
     *
     * @param marks what stands for the marks
     * @param edits by place
     */
    byte[] write(Map<String, String> marks, Map<Integer, Edit> edits) {
        var writing = new Writing(marks, edits);
        writing.value(root);
        return writing.out.toByteArray();
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }

    /** Once through the tree. */
    private static final class Writing {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private final Map<String, String> marks;
        private final Map<Integer, Edit> edits;
        private int next;

        Writing(Map<String, String> marks, Map<Integer, Edit> edits) {
            this.marks = marks;
            this.edits = edits;
        }

        void value(JsonNode node) {
            @Nullable Edit edit = edits.get(next);
            if (edit instanceof Edit.Replace(Raw raw)) {
                out.writeBytes(raw.bytes());
                next += size(node);
                return;
            }
            next++;
            if (node.isContainerNode()) {
                out.write(node.isObject() ? '{' : '[');
                children(node, edit);
                out.write(node.isObject() ? '}' : ']');
            } else {
                out.writeBytes((node.isTextual() ? marked(node) : node.toString()).getBytes(UTF_8));
            }
        }

        private void children(JsonNode parent, @Nullable Edit edit) {
            boolean isFirst = true;
            if (edit instanceof Edit.Insert(Raw raw)) {
                out.writeBytes(raw.bytes());
                isFirst = false;
            }
            Iterator<String> names = parent.fieldNames();
            for (JsonNode child : parent) {
                byte[] name =
                        parent.isObject()
                                ? ("\"" + names.next() + "\"").getBytes(UTF_8)
                                : new byte[0];
                @Nullable Edit ofChild = edits.get(next);
                if (ofChild instanceof Edit.Drop) {
                    next += size(child);
                    continue;
                }
                if (!isFirst) {
                    out.write(',');
                }
                isFirst = false;
                name(parent, ofChild instanceof Edit.Rename(Raw raw) ? raw.bytes() : name);
                value(child);
                if (ofChild instanceof Edit.Repeat(Raw raw)) {
                    out.write(',');
                    name(parent, name);
                    out.writeBytes(raw.bytes());
                }
            }
        }

        private void name(JsonNode parent, byte[] name) {
            if (parent.isObject()) {
                out.writeBytes(name);
                out.write(':');
            }
        }

        private String marked(JsonNode text) {
            String written = text.toString();
            if (written.indexOf('@') >= 0) {
                for (var mark : marks.entrySet()) {
                    written = written.replace(mark.getKey(), mark.getValue());
                }
            }
            return written;
        }
    }
}
