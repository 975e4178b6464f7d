package io.keepwell.scoring.application.reading;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What accounts can be sorted by. */
public enum AccountSort {
    /** Revenue. */
    ARR("arr"),
    /** The exact score. */
    SCORE("score"),
    /** The risk as people see it. */
    RISK("risk"),
    /** The name. */
    NAME("name"),
    /** When the contract ends. */
    RENEWAL_DATE("renewalDate"),
    /** The change of the shown score in 30 days. */
    CHANGE_30D("change30d");

    private final String field;

    AccountSort(String field) {
        this.field = field;
    }

    /**
     * The field of an item.
     *
     * @return as it stands in the JSON
     */
    public String field() {
        return field;
    }

    /**
     * Finds one.
     *
     * @param field a field of an item
     * @return the sort, or empty when that field is none
     */
    public static Optional<AccountSort> of(String field) {
        return Arrays.stream(values()).filter(sort -> sort.field.equals(field)).findFirst();
    }

    /**
     * What an item is sorted by.
     *
     * @param item the item
     * @return its key, or null when it has none
     */
    public @Nullable Object key(AccountItem item) {
        return switch (this) {
            case ARR -> item.arr();
            case SCORE -> item.score();
            case RISK -> item.risk();
            case NAME -> item.name();
            case RENEWAL_DATE -> item.renewalDate();
            case CHANGE_30D -> item.change30d();
        };
    }

    /**
     * Reads a key back.
     *
     * @param text its text
     * @return the key
     * @throws RuntimeException when it is none
     */
    Object parse(String text) {
        return switch (this) {
            case ARR, SCORE -> new BigDecimal(text);
            case NAME -> text;
            case RENEWAL_DATE -> LocalDate.parse(text);
            case RISK, CHANGE_30D -> Integer.valueOf(text);
        };
    }
}
