package io.keepwell.engine.judge;

import io.keepwell.engine.facts.ChunkKey;
import java.util.Set;

/** What came of a hearing. */
public sealed interface Judgement {

    /**
     * A verdict.
     *
     * @param verdict the verdict, not yet announced
     */
    record Given(Verdict verdict) implements Judgement {}

    /**
     * None: rows of the facts have to be loaded first.
     *
     * @param rows their keys
     */
    record Missing(Set<ChunkKey> rows) implements Judgement {}
}
