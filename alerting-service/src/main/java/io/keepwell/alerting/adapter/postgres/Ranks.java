package io.keepwell.alerting.adapter.postgres;

import io.keepwell.model.alert.Severity;

/** Severities as numbers, by which the list is ordered. What is stored never changes. */
final class Ranks {

    private Ranks() {}

    static short of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0;
            case HIGH -> 1;
            case MEDIUM -> 2;
        };
    }

    static Severity severity(short rank) {
        return switch (rank) {
            case 0 -> Severity.CRITICAL;
            case 1 -> Severity.HIGH;
            case 2 -> Severity.MEDIUM;
            default -> throw new IllegalStateException("no severity has rank " + rank);
        };
    }
}
