package io.keepwell.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** What an expression or a part of it comes to. */
enum Kind {
    NUMBER("a number", "numbers", SimpleType.DOUBLE),
    TEXT("a text", "texts", SimpleType.STRING),
    TRUTH("a condition", "conditions", SimpleType.BOOL),
    /** Something is wrong with it and has been said; nothing more is to be said because of it. */
    WRONG("wrong", "wrong", SimpleType.DYN);

    private final String words;
    private final String plural;
    private final CelType celType;

    Kind(String words, String plural, CelType celType) {
        this.words = words;
        this.plural = plural;
        this.celType = celType;
    }

    String words() {
        return words;
    }

    String plural() {
        return plural;
    }

    CelType celType() {
        return celType;
    }
}
