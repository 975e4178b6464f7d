package io.keepwell.ingest.domain.event;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event while it is being read, field by field. It collects everything that is wrong, so that a
 * sender need not mend one field a time; what it holds is valid at any moment.
 */
public final class EventDraft {

    private static final int QUOTED_MAX = 50;

    private final Instant receivedAt;
    private final Flaws flaws = new Flaws();
    private final AttributesDraft attributes = new AttributesDraft(flaws);
    private final Set<EventField> seen = EnumSet.noneOf(EventField.class);
    private final Set<EventField> told = EnumSet.noneOf(EventField.class);
    private @Nullable String id;
    private @Nullable AccountId accountId;
    private @Nullable EventType type;
    private @Nullable Instant occurredAt;
    private @Nullable String actorId;
    private @Nullable BigDecimal value;

    /**
     * An event of which nothing has been read.
     *
     * @param receivedAt when it came in
     */
    public EventDraft(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    /**
     * A field begins.
     *
     * @param field the field
     * @return whether to go on with its value; a second value would contradict the first
     */
    public boolean begin(EventField field) {
        if (seen.add(field)) {
            return true;
        }
        refuse(field, "%s must not stand there twice".formatted(field.wireName()));
        return false;
    }

    /**
     * A field holds what it must not.
     *
     * @param field the field
     * @param detail what is wrong, and the cure
     */
    public void refuse(EventField field, String detail) {
        told.add(field);
        flaws.add(RejectionCode.INVALID_FIELD, field.pointer(), detail);
    }

    /**
     * A field holds a text.
     *
     * @param field one of the fields that hold texts
     * @param text any text
     */
    public void text(EventField field, String text) {
        told.add(field);
        boolean tooLong = text.length() > field.lengthMax();
        String name = field.wireName();
        String at = field.pointer();
        switch (field) {
            case ID -> id = flaws.checked(at, tooLong, () -> Require.id(name, text));
            case ACCOUNT_ID -> accountId = flaws.checked(at, tooLong, () -> new AccountId(text));
            case TYPE -> type = flaws.checked(at, tooLong, () -> new EventType(text));
            case OCCURRED_AT -> occurredAt = flaws.checked(at, tooLong, () -> time(name, text));
            case ACTOR_ID -> actorId = flaws.checked(at, tooLong, () -> Require.id(name, text));
            case VALUE, ATTRIBUTES -> refuse(field, "%s must not be a text".formatted(name));
        }
    }

    /**
     * The value is a number.
     *
     * @param number any number
     */
    public void value(BigDecimal number) {
        told.add(EventField.VALUE);
        value =
                flaws.checked(
                        EventField.VALUE.pointer(),
                        false,
                        () -> Require.decimal(EventField.VALUE.wireName(), Numbers.tamed(number)));
    }

    /**
     * Where the attributes go.
     *
     * @return the part of this event that collects them
     */
    public AttributesDraft attributes() {
        return attributes;
    }

    /**
     * The whole is longer than an event may be.
     *
     * @param bytes how long it is
     * @param bytesMax how long it may be
     */
    public void tooLong(int bytes, int bytesMax) {
        flaws.add(tooLongFlaw(bytes, bytesMax));
    }

    /**
     * Says that an event is longer than it may be.
     *
     * @param bytes how long it is
     * @param bytesMax how long it may be
     * @return the flaw
     */
    public static Flaw tooLongFlaw(int bytes, int bytesMax) {
        return new Flaw(
                RejectionCode.TOO_LARGE,
                Flaw.WHOLE,
                "an event must be at most %d bytes long, had %d".formatted(bytesMax, bytes));
    }

    /**
     * Ends the reading.
     *
     * @return the event, or all that is wrong with it
     */
    public Verdict verdict() {
        Attributes all = attributes.finished();
        addMissing();
        addFuture();
        addObjections(all);
        if (flaws.isEmpty()) {
            return new Verdict.Sound(
                    new SubmittedEventV1(
                            Objects.requireNonNull(id),
                            Objects.requireNonNull(accountId),
                            Objects.requireNonNull(type),
                            Objects.requireNonNull(occurredAt),
                            actorId,
                            value,
                            all));
        }
        return new Verdict.Flawed(flaws.all(), id, accountId == null ? null : accountId.value());
    }

    private void addMissing() {
        for (EventField field : EventField.values()) {
            if (field.isRequired() && !told.contains(field)) {
                flaws.add(
                        RejectionCode.MISSING_FIELD,
                        field.pointer(),
                        "%s is required".formatted(field.wireName()));
            }
        }
    }

    private void addFuture() {
        if (occurredAt != null) {
            Future.check(
                    flaws,
                    EventField.OCCURRED_AT.pointer(),
                    EventField.OCCURRED_AT.wireName(),
                    occurredAt,
                    receivedAt);
        }
    }

    /** What the catalogue says, where the field itself has not been objected to before. */
    private void addObjections(Attributes all) {
        if (type == null) {
            return;
        }
        for (EventSpec.Objection objection :
                EventCatalogue.standard().objections(type, value, all)) {
            if (!flaws.cover(objection.pointer())) {
                flaws.add(code(objection, all), objection.pointer(), objection.detail());
            }
        }
    }

    private RejectionCode code(EventSpec.Objection objection, Attributes all) {
        boolean there =
                objection.pointer().equals(EventField.VALUE.pointer())
                        ? value != null
                        : all.values().keySet().stream()
                                .anyMatch(name -> Flaw.attribute(name).equals(objection.pointer()));
        return there ? RejectionCode.INVALID_FIELD : RejectionCode.MISSING_FIELD;
    }

    private static Instant time(String field, String text) {
        try {
            return Require.time(field, Instant.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s must be a time such as 2026-11-03T09:15:28Z (RFC 3339), was '%s'"
                            .formatted(field, Printable.of(text, QUOTED_MAX)),
                    e);
        }
    }
}
