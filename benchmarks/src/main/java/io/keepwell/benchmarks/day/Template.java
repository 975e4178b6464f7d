package io.keepwell.benchmarks.day;

import io.keepwell.engine.judge.Verdict;
import java.util.Map;

/**
 * An account as it is stored at the end of yesterday, of which there are many.
 *
 * @param verdict its verdict
 * @param restsUntil the first day on which midnight has to judge it, or 0
 * @param facts the rows of its facts, by key, but for those of members
 * @param members its rows of members, by key
 */
record Template(
        Verdict verdict, int restsUntil, Map<String, byte[]> facts, Map<String, byte[]> members) {

    /** Copies the maps. */
    Template {
        facts = Map.copyOf(facts);
        members = Map.copyOf(members);
    }
}
