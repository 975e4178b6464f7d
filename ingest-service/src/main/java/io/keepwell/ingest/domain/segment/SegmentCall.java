package io.keepwell.ingest.domain.segment;

import io.keepwell.ingest.domain.event.EventDraft;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Flaws;
import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.model.event.RejectionCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call while it is being read, field by field, in whatever order they come. */
public final class SegmentCall {

    private final Map<SegmentField, String> texts = new EnumMap<>(SegmentField.class);
    private final Map<SegmentField, String> refused = new EnumMap<>(SegmentField.class);
    private final Flaws flaws = new Flaws();
    private final LooseAttributes traits = new LooseAttributes();
    private final LooseAttributes contextTraits = new LooseAttributes();
    private final LooseAttributes properties = new LooseAttributes();
    private @Nullable String contextGroupId;

    /**
     * A field holds a text; an empty one says nothing.
     *
     * @param field the field
     * @param text any text, with spaces around it or not
     */
    public void text(SegmentField field, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            texts.remove(field);
        } else {
            texts.put(field, stripped);
        }
    }

    /**
     * The context names the account.
     *
     * @param groupId any text, with spaces around it or not
     */
    public void contextGroupId(String groupId) {
        String stripped = groupId.strip();
        contextGroupId = stripped.isEmpty() ? null : stripped;
    }

    /**
     * A field holds what it must not; which matters only if the call needs it.
     *
     * @param field the field
     * @param detail what is wrong, and the cure
     */
    public void refuse(SegmentField field, String detail) {
        refused.put(field, detail);
    }

    /**
     * A field holds what it must not.
     *
     * @param pointer where, as a JSON Pointer
     * @param detail what is wrong, and the cure
     */
    void refuse(String pointer, String detail) {
        flaws.add(RejectionCode.INVALID_FIELD, pointer, detail);
    }

    /**
     * The whole is longer than an event may be.
     *
     * @param bytes how long it is
     * @param bytesMax how long it may be
     */
    public void tooLong(int bytes, int bytesMax) {
        Flaw flaw = EventDraft.tooLongFlaw(bytes, bytesMax);
        flaws.add(flaw.code(), flaw.pointer(), flaw.detail());
    }

    /**
     * Where the traits go.
     *
     * @return of the user in an identify call, of the account in a group call
     */
    public LooseAttributes traits() {
        return traits;
    }

    /**
     * Where the traits in the context go.
     *
     * @return always of the user
     */
    public LooseAttributes contextTraits() {
        return contextTraits;
    }

    /**
     * Where the properties go.
     *
     * @return of what the user did
     */
    public LooseAttributes properties() {
        return properties;
    }

    Flaws flaws() {
        return flaws;
    }

    Optional<String> text(SegmentField field) {
        String objection = refused.remove(field);
        if (objection != null) {
            refuse(field.pointer(), objection);
        }
        return Optional.ofNullable(texts.get(field));
    }

    Optional<String> contextGroupId() {
        return Optional.ofNullable(contextGroupId);
    }
}
