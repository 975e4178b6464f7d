package io.keepwell.engine.judge;

import io.keepwell.engine.metrics.ScoreTrail;
import io.keepwell.engine.peers.PeerStanding;
import io.keepwell.engine.risk.Risk;
import io.keepwell.engine.score.Score;
import io.keepwell.model.health.Status;
import io.keepwell.model.policy.PolicyRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is held of an account. Other than facts it depends on the order of events: a status is kept
 * by where the score came from, a signal is raised once.
 *
 * @param sequence the number of its latest health message; 0 while there was none
 * @param asOf when it was given, in milliseconds since 1970
 * @param firstAt when the account was judged for the first time, in milliseconds since 1970
 * @param policyVersion the bundle that it was given by
 * @param scorecard the card, and its version
 * @param score the score, explained; its status is the band's
 * @param status the status, which hysteresis may keep in another band
 * @param statusSince since when, in milliseconds since 1970
 * @param dueAt when it has to be looked at again though nothing happens, or 0
 * @param segment the account's segment, if it has one
 * @param stage its stage, if it has one
 * @param signals the signals that hold, by id
 * @param trail how high the score has been
 * @param announced the score that was announced last
 * @param risk how endangered the account is, or null where the policies have no risk score
 */
public record Verdict(
        long sequence,
        long asOf,
        long firstAt,
        String policyVersion,
        PolicyRef scorecard,
        Score score,
        Status status,
        long statusSince,
        long dueAt,
        @Nullable String segment,
        @Nullable String stage,
        Map<String, Raised> signals,
        ScoreTrail trail,
        Announced announced,
        @Nullable Risk risk) {

    /** In the order of the names. */
    public Verdict {
        signals = Collections.unmodifiableMap(new TreeMap<>(signals));
    }

    /**
     * The snapshot of peers that it was given by.
     *
     * @return its version, or empty where no measure was held against peers
     */
    public Optional<String> peersVersion() {
        return score.measures().stream()
                .flatMap(measure -> Optional.ofNullable(measure.peers()).stream())
                .map(PeerStanding::version)
                .findFirst();
    }

    /**
     * The same as if its score had been told, without a message.
     *
     * @return a verdict whose announced score is its own
     */
    public Verdict told() {
        return announced(sequence, signals, new Announced(score.exact(), score.shown(), List.of()));
    }

    /**
     * The same, of an account that begins anew: messages of one of its name were told before, and
     * no number is given twice.
     *
     * @param latest the number of the latest message that was told of the one before
     * @return a verdict whose next message has the number after it
     */
    public Verdict after(long latest) {
        return announced(latest, signals, announced);
    }

    /**
     * The same as of another moment, by a score and a risk that differ from its own in nothing that
     * counts.
     */
    Verdict asOf(long at, Score same, @Nullable Risk sameRisk) {
        return new Verdict(
                sequence,
                at,
                firstAt,
                policyVersion,
                scorecard,
                same,
                status,
                statusSince,
                dueAt,
                segment,
                stage,
                signals,
                trail,
                announced,
                sameRisk);
    }

    /** The same after messages: numbered, and with the score that they told. */
    Verdict announced(long latest, Map<String, Raised> numbered, Announced told) {
        return new Verdict(
                latest,
                asOf,
                firstAt,
                policyVersion,
                scorecard,
                score,
                status,
                statusSince,
                dueAt,
                segment,
                stage,
                numbered,
                trail,
                told,
                risk);
    }
}
