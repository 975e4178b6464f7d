package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Item.Fate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which items of a body are in order. */
final class Moods {

    private static final int ITEMS_MAX = 6;

    private Moods() {}

    /** Of a body with one item. */
    static Fate one(boolean isSpoiled, Chance chance) {
        return !isSpoiled ? Fate.ACCEPTED : chance.oneIn(4) ? Fate.REJECTED : Fate.ANY;
    }

    /** Of a body with several items: good ones among bad ones. */
    static List<Fate> several(boolean areSpoiled, Chance chance) {
        var fates = new ArrayList<Fate>();
        int count = 1 + chance.below(ITEMS_MAX);
        // Where one can break the body, nothing is sure of the others: so often there is none.
        boolean areSure = chance.oneIn(2);
        for (int at = 0; at < count; at++) {
            fates.add(
                    !areSpoiled || chance.oneIn(2)
                            ? Fate.ACCEPTED
                            : areSure || chance.oneIn(3) ? Fate.REJECTED : Fate.ANY);
        }
        if (areSpoiled && Collections.frequency(fates, Fate.ACCEPTED) == count) {
            fates.set(chance.below(count), areSure ? Fate.REJECTED : Fate.ANY);
        }
        return fates;
    }
}
