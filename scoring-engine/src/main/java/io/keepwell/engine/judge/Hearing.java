package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Touched;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.health.CauseKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict is given on.
 *
 * @param facts the account's facts
 * @param before the verdict before, or null for a first one
 * @param reporting which kinds of source report
 * @param at when; not before the verdict before
 * @param cause why the account is looked at
 * @param touched what has changed since the verdict before, or null when it may be anything
 */
public record Hearing(
        AccountFacts facts,
        @Nullable Verdict before,
        Reporting reporting,
        Instant at,
        CauseKind cause,
        @Nullable Touched touched) {}
