package io.keepwell.ingest.domain.webhook;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.CatalogueFit;
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
import io.keepwell.policy.expression.RowAnswer;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.webhook.IdentityLink;
import io.keepwell.policy.webhook.WebhookMapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges one item of a webhook's body by its mapping. An item says all that the mapping makes of
 * it, or nothing where one thing cannot be made.
 */
public final class ItemJudge {

    private static final int REASON_LENGTH_MAX = 300;

    private final WebhookMapping mapping;
    private final WebhookRow row;
    private final Flaws flaws = new Flaws();
    private final List<Statement> statements = new ArrayList<>();

    private ItemJudge(WebhookMapping mapping, WebhookRow row) {
        this.mapping = mapping;
        this.row = row;
    }

    /**
     * Judges an item.
     *
     * @param mapping says what it means
     * @param item its fields
     * @param headers those that the mapping names, in order; empty texts where there are none
     * @param body what it stands in
     * @param receivedAt when the request came in
     * @return what it says, that it says nothing, or all that is wrong with it
     */
    public static Verdict verdict(
            WebhookMapping mapping,
            BodyItem item,
            List<String> headers,
            Body body,
            Instant receivedAt) {
        return new ItemJudge(
                        mapping, new WebhookRow(item, headers, body, mapping.dates(), receivedAt))
                .verdict();
    }

    private Verdict verdict() {
        if (holds("ignore", "", mapping.ignore(), false)) {
            return new Verdict.Ignored();
        }
        for (MappedEvent event : mapping.events()) {
            if (holds(event.name(), "when", event.when(), true)) {
                make(event);
            }
        }
        boolean isLinking = false;
        for (IdentityLink link : mapping.links()) {
            if (holds(link.name(), "when", link.when(), true)) {
                isLinking |= link(link);
            }
        }
        if (flaws.isEmpty() && statements.isEmpty() && !isLinking) {
            flaws.add(
                    RejectionCode.NOT_MAPPED,
                    Flaw.WHOLE,
                    "nothing in the mapping %s is for it; add an event for it, or let 'ignore' hold"
                                    .formatted(mapping.ref().id())
                            + " for it");
        }
        return flaws.isEmpty()
                ? new Verdict.Sound(statements)
                : new Verdict.Flawed(flaws.all(), null, null);
    }

    private void make(MappedEvent event) {
        String of = event.name();
        @Nullable String id = id(of, event.id());
        @Nullable Instant occurredAt = time(of, event.occurredAt());
        @Nullable String account = text(of, "account", event.account());
        @Nullable String user = account == null ? text(of, "user", event.user()) : null;
        if (account == null && user == null && flaws.isEmpty()) {
            nothing(of, event.user() == null ? "account" : "user", owner(event));
        }
        @Nullable String actor = text(of, "actor", event.actor());
        @Nullable BigDecimal value = number(of, event.value());
        Attributes attributes = attributes(event);
        addObjections(of, event.type(), value, attributes);
        if (!flaws.isEmpty() || id == null || occurredAt == null) {
            return;
        }
        if (account != null) {
            @Nullable SubmittedEventV1 made =
                    checked(
                            of,
                            () ->
                                    new SubmittedEventV1(
                                            id,
                                            new AccountId(account),
                                            event.type(),
                                            occurredAt,
                                            actor,
                                            value,
                                            attributes));
            if (made != null) {
                statements.add(new Statement.OfAccount(made));
            }
        } else if (user != null) {
            @Nullable Statement made =
                    checked(
                            of,
                            () ->
                                    new Statement.OfUser(
                                            Require.id("id", id),
                                            Require.id("user", user),
                                            event.type(),
                                            occurredAt,
                                            value,
                                            attributes,
                                            Require.idOrNone("actor", actor)));
            if (made != null) {
                statements.add(made);
            }
        }
    }

    private static @Nullable RowExpression owner(MappedEvent event) {
        return event.user() == null ? event.account() : event.user();
    }

    /** True where it is for this item, though it may have no data for it. */
    private boolean link(IdentityLink link) {
        String of = link.name();
        @Nullable String user = text(of, "user", link.user());
        @Nullable String account = text(of, "account", link.account());
        if (user == null || account == null) {
            return false;
        }
        @Nullable String id = id("link-" + of, mapping.itemId());
        @Nullable Instant since = time(of, link.since());
        if (id != null && since != null) {
            @Nullable Statement made =
                    checked(
                            of,
                            () ->
                                    new Statement.Linked(
                                            Require.id("id", id),
                                            Require.id("user", user),
                                            new AccountId(account),
                                            since));
            if (made != null) {
                statements.add(made);
            }
        }
        return true;
    }

    private Attributes attributes(MappedEvent event) {
        var loose = new LooseAttributes();
        for (Map.Entry<String, RowExpression> attribute : event.attributes().entrySet()) {
            String name = attribute.getKey();
            switch (answer(event.name(), name, attribute.getValue())) {
                case RowAnswer.Text(String text) -> loose.text(name, text);
                case RowAnswer.Numeric(double number) ->
                        loose.number(name, BigDecimal.valueOf(number));
                case RowAnswer.Truth(boolean flag) -> loose.flag(name, flag);
                case RowAnswer.Time _, RowAnswer.NoData _, RowAnswer.Failed _ -> {}
            }
        }
        // Nobody can make the sender spell a priority as the catalogue does.
        CatalogueFit.fit(event.type(), loose);
        return loose.toAttributes();
    }

    private void addObjections(
            String of, EventType type, @Nullable BigDecimal value, Attributes attributes) {
        for (EventSpec.Objection objection :
                EventCatalogue.standard().objections(type, value, attributes)) {
            flaw(RejectionCode.INVALID_FIELD, of, objection.detail());
        }
    }

    private boolean holds(
            String of, String field, @Nullable RowExpression condition, boolean absent) {
        return condition == null
                ? absent
                : answer(of, field, condition) instanceof RowAnswer.Truth(boolean holds) && holds;
    }

    /** The same for the same item whenever it is sent. */
    private @Nullable String id(String of, RowExpression expression) {
        @Nullable String told = text(of, "id", expression);
        if (told == null) {
            if (flaws.isEmpty()) {
                nothing(of, "id", expression);
            }
            return null;
        }
        String id = "%s/%s".formatted(told, of);
        return id.length() <= Require.ID_LENGTH_MAX ? id : Sha256.of(id);
    }

    private @Nullable Instant time(String of, RowExpression expression) {
        return switch (answer(of, "occurredAt", expression)) {
            case RowAnswer.Time(Instant time) -> {
                Future.check(flaws, Flaw.WHOLE, of + ": occurredAt", time, row.now());
                yield checked(of, () -> Require.time("occurredAt", time));
            }
            case RowAnswer.NoData _ -> {
                nothing(of, "occurredAt", expression);
                yield null;
            }
            case RowAnswer.Text _, RowAnswer.Numeric _, RowAnswer.Truth _, RowAnswer.Failed _ ->
                    null;
        };
    }

    private @Nullable BigDecimal number(String of, @Nullable RowExpression expression) {
        return expression != null
                        && answer(of, "value", expression)
                                instanceof RowAnswer.Numeric(double number)
                ? checked(of, () -> Require.decimal("value", BigDecimal.valueOf(number)))
                : null;
    }

    private @Nullable String text(String of, String field, @Nullable RowExpression expression) {
        return expression != null
                        && answer(of, field, expression) instanceof RowAnswer.Text(String text)
                ? text.strip()
                : null;
    }

    private RowAnswer answer(String of, String field, RowExpression expression) {
        RowAnswer answer = expression.evaluate(row);
        if (answer instanceof RowAnswer.Failed(String reason)) {
            flaw(RejectionCode.INVALID_FIELD, of, "%s: %s".formatted(field, reason));
        }
        return answer;
    }

    private void nothing(String of, String field, @Nullable RowExpression expression) {
        flaw(
                RejectionCode.MISSING_FIELD,
                of,
                "%s comes to nothing: %s"
                        .formatted(field, expression == null ? "" : expression.source().strip()));
    }

    private <V> @Nullable V checked(String of, Supplier<V> contractValue) {
        try {
            return contractValue.get();
        } catch (IllegalArgumentException e) {
            flaw(RejectionCode.INVALID_FIELD, of, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void flaw(RejectionCode code, String of, String detail) {
        flaws.add(
                code, Flaw.WHOLE, Printable.of("%s: %s".formatted(of, detail), REASON_LENGTH_MAX));
    }
}
