package io.keepwell.engine.facts;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event told of an account's contract (requirements K3 to K6, K17). Days are those on
 * which it occurred, whenever it was received.
 *
 * @param kind what happened
 * @param event the event
 * @param arr the annual recurring revenue from then on, 0 or more; null where it does not say
 * @param lastDay the contract's last day from then on; null where it does not say
 */
public record ContractEntry(
        Kind kind, EventRef event, @Nullable BigDecimal arr, @Nullable Integer lastDay) {

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "commercial.contract-started",
                    Kind.STARTED,
                    "commercial.contract-renewed",
                    Kind.RENEWED,
                    "commercial.contract-cancelled",
                    Kind.CANCELLED,
                    "commercial.arr-changed",
                    Kind.TOLD,
                    EventCatalogue.ACCOUNT_UPDATED.value(),
                    Kind.TOLD,
                    EventCatalogue.ACCOUNT_DELETED.value(),
                    Kind.DELETED);

    /** What happened to a contract. */
    public enum Kind {
        /** It began. */
        STARTED(0),
        /** It was renewed. */
        RENEWED(1),
        /** It was cancelled, or not renewed. */
        CANCELLED(2),
        /** Its revenue or its last day was told, and nothing else. */
        TOLD(3),
        /** The account is gone. */
        DELETED(4);

        static final int CODE_MAX = 4;

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** What stands for it in bytes. */
        int code() {
            return code;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of contract entry: " + code);
        }
    }

    /** What begins and ends: where an account has several contracts, it does so all the time. */
    private static final Set<Kind> OF_CONTRACTS =
            EnumSet.of(Kind.STARTED, Kind.RENEWED, Kind.CANCELLED);

    /**
     * Reads an event.
     *
     * @param event the event
     * @return what it tells, or empty when it tells nothing of the account's contract, or only of
     *     one of several that it names as attribute {@code subscription}; a revenue below zero is a
     *     mistake, and as good as none
     */
    static Optional<ContractEntry> of(CustomerEventV1 event) {
        Kind kind = KINDS.get(event.type().value());
        boolean isOneOfSeveral = event.attributes().text("subscription").isPresent();
        if (kind == null || (isOneOfSeveral && OF_CONTRACTS.contains(kind))) {
            return Optional.empty();
        }
        boolean isUpdate = event.type().equals(EventCatalogue.ACCOUNT_UPDATED);
        BigDecimal told = isUpdate ? event.attributes().number("arr").orElse(null) : event.value();
        BigDecimal arr = told == null || told.signum() < 0 ? null : told;
        Integer lastDay = day(event, isUpdate ? "renewalDate" : "endsOn");
        return kind == Kind.TOLD && arr == null && lastDay == null
                ? Optional.empty()
                : Optional.of(new ContractEntry(kind, EventRef.of(event), arr, lastDay));
    }

    private static @Nullable Integer day(CustomerEventV1 event, String attribute) {
        AttributeValue value = event.attributes().values().get(attribute);
        if (!(value instanceof AttributeValue.Text(String text))) {
            return null;
        }
        try {
            return Math.toIntExact(LocalDate.parse(text).toEpochDay());
        } catch (DateTimeParseException | ArithmeticException e) {
            return null;
        }
    }
}
