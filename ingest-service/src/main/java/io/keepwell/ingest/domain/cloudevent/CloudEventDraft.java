package io.keepwell.ingest.domain.cloudevent;

import io.keepwell.ingest.domain.event.EventDraft;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Flaws;
import io.keepwell.ingest.domain.event.Future;
import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.event.Sha256;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.model.event.SubmittedEventV1;
import io.keepwell.model.message.TraceParent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent while it is being read. Its subject is the account, unless its data or the extension
 * {@code accountid} names one; who did it stands in the data as {@code actorId} or {@code userId},
 * or in the extension {@code actorid}; its number in the data as {@code value}.
 */
public final class CloudEventDraft {

    /** The version that is understood. */
    public static final String VERSION = "1.0";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final int QUOTED_MAX = 50;
    private static final int URI_LENGTH_MAX = 2_000;
    private static final int VALUE_LENGTH_MAX = 10_000;
    private static final int ATTRIBUTES_MAX = 50;
    private static final String ID = "id";
    private static final String SOURCE = "source";
    private static final String TYPE = "type";
    private static final String SUBJECT = "subject";
    private static final String TIME = "time";
    private static final String ACCOUNT_ID = "accountid";
    private static final String ACTOR_ID = "actorid";
    private static final String DATA = "/data/";

    private final Instant receivedAt;
    private final Flaws flaws = new Flaws();
    private final Map<String, String> context = new HashMap<>();
    private final LooseAttributes data = new LooseAttributes();
    private @Nullable String accountId;
    private @Nullable String actorId;
    private @Nullable String userId;
    private @Nullable BigDecimal value;

    /**
     * A CloudEvent of which nothing has been read.
     *
     * @param receivedAt when it came in
     */
    public CloudEventDraft(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    /**
     * A context attribute, ours or an extension.
     *
     * @param name any text
     * @param text any text
     */
    public void attribute(String name, String text) {
        if (!NAME.matcher(name).matches()) {
            refuse(
                    "",
                    "attribute names must be of a-z and 0-9, was '%s'"
                            .formatted(Printable.of(name, QUOTED_MAX)));
        } else if (text.length() > VALUE_LENGTH_MAX || context.size() >= ATTRIBUTES_MAX) {
            flaws.add(
                    RejectionCode.TOO_LARGE,
                    "/" + name,
                    "there must be at most %d attributes of at most %d characters"
                            .formatted(ATTRIBUTES_MAX, VALUE_LENGTH_MAX));
        } else if (context.putIfAbsent(name, text) != null) {
            refuse("/" + name, "%s must not stand there twice".formatted(name));
        }
    }

    /**
     * A field holds what it must not.
     *
     * @param pointer where, as a JSON Pointer
     * @param detail what is wrong, and the cure
     */
    public void refuse(String pointer, String detail) {
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
     * A context attribute that has been read.
     *
     * @param name its name
     * @return what it holds, or empty when it is not there
     */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(context.get(name));
    }

    /**
     * The step of a trace that has caused it, by the extension for distributed tracing.
     *
     * @return any text, or null when it says nothing of it
     */
    public @Nullable String traceparent() {
        return context.get(TraceParent.HEADER);
    }

    /**
     * Where the data go.
     *
     * @return what becomes the event's attributes
     */
    public LooseAttributes data() {
        return data;
    }

    /**
     * The data name the account.
     *
     * @param id any text
     */
    public void dataAccountId(String id) {
        accountId = id;
    }

    /**
     * The data name who did it.
     *
     * @param id any text
     */
    public void dataActorId(String id) {
        actorId = id;
    }

    /**
     * The data name who did it, by a name that another goes before.
     *
     * @param id any text
     */
    public void dataUserId(String id) {
        userId = id;
    }

    /**
     * The data have a number.
     *
     * @param number any number
     */
    public void dataValue(BigDecimal number) {
        value = number;
    }

    /**
     * Ends the reading.
     *
     * @return what it says, or all that is wrong with it
     */
    public Verdict verdict() {
        checkVersion();
        @Nullable String id = eventId();
        @Nullable EventType type = type();
        @Nullable Instant time = time();
        @Nullable String actor = actor();
        @Nullable AccountId account = account(actor);
        @Nullable BigDecimal number = number();
        if (!EventCatalogue.ACCOUNT_UPDATED.equals(type)) {
            data.dropNothings();
        }
        Attributes attributes = data.toAttributes();
        if (type != null) {
            addObjections(type, number, attributes);
        }
        if (!flaws.isEmpty()) {
            return new Verdict.Flawed(flaws.all(), id, account == null ? null : account.value());
        }
        String known = Objects.requireNonNull(id);
        EventType knownType = Objects.requireNonNull(type);
        Instant occurredAt = Objects.requireNonNull(time);
        return new Verdict.Sound(
                List.of(
                        account == null
                                ? new Statement.OfUser(
                                        known,
                                        Objects.requireNonNull(actor),
                                        knownType,
                                        occurredAt,
                                        number,
                                        attributes)
                                : new Statement.OfAccount(
                                        new SubmittedEventV1(
                                                known,
                                                account,
                                                knownType,
                                                occurredAt,
                                                actor,
                                                number,
                                                attributes))));
    }

    private void checkVersion() {
        String version = context.get("specversion");
        if (version == null) {
            missing("specversion", "specversion is required: " + VERSION);
        } else if (!version.equals(VERSION)) {
            refuse(
                    "/specversion",
                    "specversion must be %s, was '%s'"
                            .formatted(VERSION, Printable.of(version, QUOTED_MAX)));
        }
    }

    /** Ids are unique within a CloudEvent's source, of which one of our sources may have many. */
    private @Nullable String eventId() {
        @Nullable String id = required(ID);
        @Nullable String source = required(SOURCE);
        if (id == null || source == null) {
            return null;
        }
        if (source.length() > URI_LENGTH_MAX) {
            flaws.add(
                    RejectionCode.TOO_LARGE,
                    "/" + SOURCE,
                    "source must be at most %d characters long".formatted(URI_LENGTH_MAX));
            return null;
        }
        String whole = source + "#" + id;
        boolean isClear =
                source.indexOf('#') < 0
                        && whole.equals(whole.strip())
                        && whole.length() <= Require.ID_LENGTH_MAX;
        return flaws.checked(
                "/" + ID,
                false,
                () ->
                        Require.id(
                                ID,
                                isClear
                                        ? whole
                                        : "sha256-" + Sha256.of(source.length() + "#" + whole)));
    }

    private @Nullable EventType type() {
        @Nullable String type = required(TYPE);
        return type == null
                ? null
                : flaws.checked("/" + TYPE, false, () -> CloudEventType.of(type));
    }

    private @Nullable Instant time() {
        String told = context.get(TIME);
        if (told == null) {
            return receivedAt;
        }
        @Nullable Instant time =
                flaws.checked("/" + TIME, false, () -> Require.time(TIME, parsed(told)));
        if (time != null) {
            Future.check(flaws, "/" + TIME, TIME, time, receivedAt);
        }
        return time;
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time must be a time such as 2026-11-03T09:15:28Z (RFC 3339), was '%s'"
                            .formatted(Printable.of(text, QUOTED_MAX)),
                    e);
        }
    }

    private @Nullable String actor() {
        @Nullable String named = actorId == null ? userId : actorId;
        @Nullable String told = named == null ? context.get(ACTOR_ID) : named;
        return told == null
                ? null
                : flaws.checked("/data/actorId", false, () -> Require.id("actorId", told));
    }

    private @Nullable AccountId account(@Nullable String actor) {
        @Nullable String told = accountId;
        if (told != null) {
            return checked("/data/accountId", told);
        }
        @Nullable String extension = context.get(ACCOUNT_ID);
        if (extension != null) {
            return checked("/" + ACCOUNT_ID, extension);
        }
        @Nullable String subject = context.get(SUBJECT);
        if (subject != null) {
            return checked("/" + SUBJECT, subject);
        }
        if (actor == null) {
            missing(
                    SUBJECT,
                    "subject is required: the id of the account; or accountId or actorId in data");
        }
        return null;
    }

    private @Nullable AccountId checked(String pointer, String text) {
        return flaws.checked(
                pointer, text.length() > Require.ID_LENGTH_MAX, () -> new AccountId(text));
    }

    private @Nullable BigDecimal number() {
        BigDecimal told = value;
        return told == null
                ? null
                : flaws.checked(
                        "/data/value",
                        false,
                        () -> Require.decimal("value", LooseAttributes.tamed(told)));
    }

    private void addObjections(EventType type, @Nullable BigDecimal number, Attributes attributes) {
        for (EventSpec.Objection objection :
                EventCatalogue.standard().objections(type, number, attributes)) {
            flaws.add(
                    RejectionCode.INVALID_FIELD,
                    objection
                            .pointer()
                            .replace("/attributes/", DATA)
                            .replace("/value", DATA + "value"),
                    objection.detail().replace("attributes.", "data."));
        }
    }

    private @Nullable String required(String name) {
        String text = context.get(name);
        if (text == null || text.isEmpty()) {
            missing(name, "%s is required".formatted(name));
            return null;
        }
        return text;
    }

    private void missing(String name, String detail) {
        flaws.add(RejectionCode.MISSING_FIELD, "/" + name, detail);
    }
}
