package io.keepwell.scoring.application.plan;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The largest of many, and no more of them in memory than are wanted; those who may not be seen are
 * counted alone.
 *
 * @param <T> what they are
 */
final class Largest<T> {

    private final int max;
    private final Comparator<? super T> bySize;
    private final PriorityQueue<T> kept;
    private int count;

    Largest(int max, Comparator<? super T> bySize) {
        this.max = max;
        this.bySize = bySize;
        this.kept = new PriorityQueue<>(bySize);
    }

    void add(T one, boolean isSeen) {
        count++;
        if (!isSeen) {
            return;
        }
        kept.add(one);
        if (kept.size() > max) {
            kept.remove();
        }
    }

    /** How many there were. */
    int count() {
        return count;
    }

    /** The largest first. */
    List<T> list() {
        return kept.stream().sorted(bySize.reversed()).toList();
    }
}
