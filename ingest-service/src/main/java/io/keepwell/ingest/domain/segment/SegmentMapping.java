package io.keepwell.ingest.domain.segment;

import io.keepwell.ingest.domain.event.CatalogueFit;
import io.keepwell.ingest.domain.event.Flaws;
import io.keepwell.ingest.domain.event.Future;
import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SubmittedEventV1;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what a call means: group is what is known of an account, identify what is known of one of
 * its people, and track, page and screen are events of the account that the context names, or else
 * of the account of the user, which is then to be found out.
 */
public final class SegmentMapping {

    private static final int QUOTED_MAX = 50;

    /** Leaves room for what is appended to the ids of further statements. */
    private static final int MESSAGE_ID_LENGTH_MAX = Require.ID_LENGTH_MAX - 10;

    private static final String LINK = ".link";
    private static final String MERGE = ".merge";
    private static final String PROPERTIES = "/properties/";
    private static final String TRAITS = "/traits/";
    private static final String VALUE = "value";
    private static final EventType CONTACT_IDENTIFIED =
            new EventType("relationship.contact-identified");
    private static final EventType PAGE_VIEWED = new EventType("usage.page-viewed");

    private final SegmentCall call;
    private final SegmentBatch batch;
    private final Instant receivedAt;
    private final Flaws flaws;
    private final List<Statement> statements = new ArrayList<>(1);

    private SegmentMapping(SegmentCall call, SegmentBatch batch, Instant receivedAt) {
        this.call = call;
        this.batch = batch;
        this.receivedAt = receivedAt;
        this.flaws = call.flaws();
    }

    /**
     * Judges a call.
     *
     * @param call all of its fields
     * @param kind the call that the request is for; absent when each call of a batch says it itself
     * @param batch what stands beside the calls of a batch
     * @param receivedAt when the request came in
     * @param ids makes an id for a call that has none
     * @return what it says, or all that is wrong with it
     */
    public static Verdict verdict(
            SegmentCall call,
            @Nullable SegmentKind kind,
            SegmentBatch batch,
            Instant receivedAt,
            Supplier<UUID> ids) {
        return new SegmentMapping(call, batch, receivedAt).verdict(kind, ids);
    }

    private Verdict verdict(@Nullable SegmentKind announced, Supplier<UUID> ids) {
        @Nullable SegmentKind kind = announced == null ? ownKind() : announced;
        String id = messageId(ids);
        @Nullable String user = user();
        @Nullable Instant occurredAt = occurredAt();
        @Nullable AccountId account =
                kind == SegmentKind.GROUP
                        ? call.text(SegmentField.GROUP_ID)
                                .map(it -> account(SegmentField.GROUP_ID.pointer(), "groupId", it))
                                .orElse(null)
                        : call.contextGroupId()
                                .or(batch::contextGroupId)
                                .map(it -> account("/context/groupId", "context.groupId", it))
                                .orElse(null);
        if (kind != null && id != null && user != null && occurredAt != null) {
            var head = new Head(id, user, account, occurredAt);
            switch (kind) {
                case IDENTIFY -> identify(head);
                case GROUP -> group(head);
                case TRACK -> track(head);
                case PAGE, SCREEN -> page(head);
                case ALIAS -> alias(head);
            }
        }
        return flaws.isEmpty()
                ? new Verdict.Sound(statements)
                : new Verdict.Flawed(flaws.all(), id, account == null ? null : account.value());
    }

    /** What every call has. */
    private record Head(String id, String user, @Nullable AccountId account, Instant occurredAt) {}

    private void identify(Head head) {
        // Some libraries write them here, some there, and some in both places.
        LooseAttributes traits = call.traits();
        call.contextTraits().all().forEach(traits::setIfAbsent);
        batch.contextTraits().forEach(traits::setIfAbsent);
        CatalogueFit.fit(CONTACT_IDENTIFIED, traits);
        event(head, CONTACT_IDENTIFIED, null, traits, TRAITS);
        if (head.account() != null) {
            statements.add(
                    new Statement.Linked(
                            head.id() + LINK, head.user(), head.account(), head.occurredAt()));
        }
        mergeAnonymous(head);
    }

    private void group(Head head) {
        if (head.account() == null) {
            if (call.text(SegmentField.GROUP_ID).isEmpty()) {
                missing(SegmentField.GROUP_ID, "groupId is required: the id of the account");
            }
            return;
        }
        LooseAttributes traits = call.traits();
        CatalogueFit.fit(EventCatalogue.ACCOUNT_UPDATED, traits);
        event(head, EventCatalogue.ACCOUNT_UPDATED, null, traits, TRAITS);
        statements.add(
                new Statement.Linked(
                        head.id() + LINK, head.user(), head.account(), head.occurredAt()));
        mergeAnonymous(head);
    }

    private void track(Head head) {
        String name = call.text(SegmentField.EVENT).orElse(null);
        if (name == null) {
            missing(SegmentField.EVENT, "event is required: what the user did");
            return;
        }
        LooseAttributes properties = call.properties();
        TrackedEvents.Meaning meaning = TrackedEvents.meaning(name, properties);
        @Nullable BigDecimal value = null;
        if (meaning.asToldBySender()) {
            if (properties.get(VALUE).orElse(null)
                    instanceof AttributeValue.Numeric(BigDecimal number)) {
                properties.take(VALUE);
                value = number;
            }
        } else {
            CatalogueFit.fit(meaning.type(), properties);
        }
        event(head, meaning.type(), value, properties, PROPERTIES);
    }

    private void page(Head head) {
        LooseAttributes properties = call.properties();
        call.text(SegmentField.NAME)
                .or(() -> text(properties, "name"))
                .or(() -> text(properties, "path"))
                .ifPresent(name -> properties.setText("page", name));
        call.text(SegmentField.CATEGORY)
                .ifPresent(category -> properties.setText("category", category));
        CatalogueFit.fit(PAGE_VIEWED, properties);
        event(head, PAGE_VIEWED, null, properties, PROPERTIES);
    }

    private void alias(Head head) {
        String previous = call.text(SegmentField.PREVIOUS_ID).orElse(null);
        if (previous == null) {
            missing(
                    SegmentField.PREVIOUS_ID,
                    "previousId is required: the id that the user had before");
        } else if (previous.equals(head.user())) {
            call.refuse(
                    SegmentField.PREVIOUS_ID.pointer(),
                    "previousId must be another id than userId, was the same");
        } else if (id(SegmentField.PREVIOUS_ID, previous) != null) {
            statements.add(
                    new Statement.Merged(head.id(), previous, head.user(), head.occurredAt()));
        }
    }

    /** Who was anonymous until now is known from now on, and so is what they did before. */
    private void mergeAnonymous(Head head) {
        String anonymous = call.text(SegmentField.ANONYMOUS_ID).orElse(null);
        if (anonymous != null
                && !anonymous.equals(head.user())
                && id(SegmentField.ANONYMOUS_ID, anonymous) != null) {
            statements.add(
                    new Statement.Merged(
                            head.id() + MERGE, anonymous, head.user(), head.occurredAt()));
        }
    }

    private void event(
            Head head,
            EventType type,
            @Nullable BigDecimal value,
            LooseAttributes told,
            String root) {
        if (!type.equals(EventCatalogue.ACCOUNT_UPDATED)) {
            told.dropNothings();
        }
        Attributes attributes = told.toAttributes();
        for (EventSpec.Objection objection :
                EventCatalogue.standard().objections(type, value, attributes)) {
            flaws.add(
                    RejectionCode.INVALID_FIELD,
                    objection.pointer().equals("/value")
                            ? root + VALUE
                            : objection.pointer().replace("/attributes/", root),
                    objection.detail().replace("attributes.", root.substring(1).replace('/', '.')));
        }
        statements.add(
                head.account() == null
                        ? new Statement.OfUser(
                                head.id(), head.user(), type, head.occurredAt(), value, attributes)
                        : new Statement.OfAccount(
                                new SubmittedEventV1(
                                        head.id(),
                                        head.account(),
                                        type,
                                        head.occurredAt(),
                                        head.user(),
                                        value,
                                        attributes)));
    }

    private @Nullable SegmentKind ownKind() {
        String type = call.text(SegmentField.TYPE).orElse(null);
        if (type == null) {
            missing(
                    SegmentField.TYPE,
                    "type is required: identify, group, track, page, screen or alias");
            return null;
        }
        Optional<SegmentKind> kind = SegmentKind.named(type);
        if (kind.isEmpty()) {
            call.refuse(
                    SegmentField.TYPE.pointer(),
                    "type must be identify, group, track, page, screen or alias, was '%s'"
                            .formatted(Printable.of(type, QUOTED_MAX)));
        }
        return kind.orElse(null);
    }

    private @Nullable String messageId(Supplier<UUID> ids) {
        String told = call.text(SegmentField.MESSAGE_ID).orElse(null);
        if (told == null) {
            return ids.get().toString();
        }
        if (told.length() > MESSAGE_ID_LENGTH_MAX) {
            flaws.add(
                    RejectionCode.TOO_LARGE,
                    SegmentField.MESSAGE_ID.pointer(),
                    "messageId must be at most %d characters long, had %d"
                            .formatted(MESSAGE_ID_LENGTH_MAX, told.length()));
            return null;
        }
        return id(SegmentField.MESSAGE_ID, told);
    }

    private @Nullable String user() {
        String user = call.text(SegmentField.USER_ID).orElse(null);
        if (user != null) {
            return id(SegmentField.USER_ID, user);
        }
        String anonymous = call.text(SegmentField.ANONYMOUS_ID).orElse(null);
        if (anonymous == null) {
            missing(SegmentField.USER_ID, "userId or anonymousId is required");
            return null;
        }
        return id(SegmentField.ANONYMOUS_ID, anonymous);
    }

    private @Nullable AccountId account(String pointer, String field, String text) {
        return flaws.checked(
                pointer,
                text.length() > Require.ID_LENGTH_MAX,
                () -> new AccountId(Require.id(field, text)));
    }

    private @Nullable Instant occurredAt() {
        SegmentField field =
                call.text(SegmentField.TIMESTAMP).isPresent()
                        ? SegmentField.TIMESTAMP
                        : SegmentField.ORIGINAL_TIMESTAMP;
        String told = call.text(field).orElse(null);
        if (told == null) {
            return receivedAt;
        }
        @Nullable Instant time = time(field, told);
        // Where both stand there, somebody on the way has corrected the one by the other.
        boolean corrected =
                field == SegmentField.TIMESTAMP
                        && call.text(SegmentField.ORIGINAL_TIMESTAMP).isPresent();
        if (time == null || corrected) {
            return checked(field, time);
        }
        Optional<String> sent = call.text(SegmentField.SENT_AT).or(batch::sentAt);
        @Nullable Instant sentAt = sent.map(text -> time(SegmentField.SENT_AT, text)).orElse(null);
        if (sent.isPresent() && sentAt == null) {
            return null;
        }
        // Nothing is sent before it happens: then the sender's clock was set in between.
        return checked(
                field,
                sentAt == null || sentAt.isBefore(time)
                        ? time
                        : SegmentTime.corrected(time, sentAt, receivedAt));
    }

    private @Nullable Instant checked(SegmentField field, @Nullable Instant time) {
        if (time == null) {
            return null;
        }
        Future.check(flaws, field.pointer(), field.wireName(), time, receivedAt);
        return flaws.checked(field.pointer(), false, () -> Require.time(field.wireName(), time));
    }

    private @Nullable Instant time(SegmentField field, String text) {
        return flaws.checked(
                field.pointer(),
                false,
                () -> Require.time(field.wireName(), SegmentTime.parse(field.wireName(), text)));
    }

    private @Nullable String id(SegmentField field, String text) {
        return flaws.checked(
                field.pointer(),
                text.length() > Require.ID_LENGTH_MAX,
                () -> Require.id(field.wireName(), text));
    }

    private void missing(SegmentField field, String detail) {
        flaws.add(RejectionCode.MISSING_FIELD, field.pointer(), detail);
    }

    private static Optional<String> text(LooseAttributes attributes, String name) {
        return attributes.get(name).orElse(null) instanceof AttributeValue.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
