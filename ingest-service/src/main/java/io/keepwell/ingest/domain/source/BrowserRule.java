package io.keepwell.ingest.domain.source;

import io.keepwell.ingest.domain.event.Content;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Item;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key may say that stands in web pages, where everybody can read it: what users do. What
 * belongs to whom, and what a contract is, only a server may say.
 */
public final class BrowserRule {

    private static final String USAGE = "usage.";

    private BrowserRule() {}

    /**
     * Leaves away what such a key may not say.
     *
     * @param content what a request holds
     * @return the same without what only a server may say
     */
    public static Content applied(Content content) {
        return content instanceof Content.Events(List<Item> items, boolean single)
                ? new Content.Events(
                        items.stream()
                                .map(item ->
                                        new Item(verdict(item.verdict()), item.from(), item.to()))
                                .toList(),
                        single)
                : content;
    }

    /**
     * Links, merges and what is known of a person or an account are passed by: libraries tell them
     * by themselves, with every page. An event that claims more than usage is somebody's mistake,
     * or worse, and is kept as rejected.
     */
    private static Verdict verdict(Verdict verdict) {
        if (!(verdict instanceof Verdict.Sound(List<Statement> statements))) {
            return verdict;
        }
        var allowed = new ArrayList<Statement>();
        for (Statement statement : statements) {
            @Nullable EventType type = type(statement);
            if (type == null || isSelfDescription(type)) {
                continue;
            }
            if (!isUsage(type)) {
                return new Verdict.Flawed(
                        List.of(
                                new Flaw(
                                        RejectionCode.NOT_ALLOWED,
                                        Flaw.WHOLE,
                                        "%s cannot be told with the key of a web page; send it from a server, with a key of a source of type events"
                                                .formatted(type))),
                        statement.id(),
                        null);
            }
            allowed.add(statement);
        }
        return allowed.isEmpty() ? new Verdict.Ignored() : new Verdict.Sound(allowed);
    }

    private static @Nullable EventType type(Statement statement) {
        return switch (statement) {
            case Statement.OfAccount(var event) -> event.type();
            case Statement.OfUser event -> event.type();
            case Statement.Linked _, Statement.Merged _ -> null;
        };
    }

    private static boolean isSelfDescription(EventType type) {
        return type.equals(EventCatalogue.ACCOUNT_UPDATED)
                || type.value().equals("relationship.contact-identified");
    }

    private static boolean isUsage(EventType type) {
        return type.value().startsWith(USAGE) || EventCatalogue.standard().find(type).isEmpty();
    }
}
