package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Item.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One kind of JSON item.
 *
 * @param sample one that is in order, and says something
 * @param refused what makes one that a rule refuses, each at a place of the sample
 */
record Kind(JsonSample sample, List<Map.Entry<Integer, Edit>> refused) {

    static Kind of(String json) {
        return new Kind(JsonSample.of(json), List.of());
    }

    /** Some items with what breaks a rule: a member's name, and what is done to it. */
    static final class Rules {

        private final JsonSample sample;
        private final List<Map.Entry<Integer, Edit>> refused = new ArrayList<>();

        Rules(String json) {
            this.sample = JsonSample.of(json);
        }

        Rules without(String... members) {
            for (String member : members) {
                refused.add(Map.entry(sample.place(member), new Edit.Drop()));
            }
            return this;
        }

        Rules with(String member, String... values) {
            for (String value : values) {
                refused.add(
                        Map.entry(
                                sample.place(member),
                                new Edit.Replace(new Bytes().add(value).toRaw())));
            }
            return this;
        }

        Rules twice(String... members) {
            for (String member : members) {
                refused.add(
                        Map.entry(
                                sample.place(member),
                                new Edit.Repeat(new Bytes().add("\"again\"").toRaw())));
            }
            return this;
        }

        Kind kind() {
            return new Kind(sample, List.copyOf(refused));
        }
    }

    /** Writes one, and says of the request what must become of it. */
    byte[] write(Draft draft, Fate wanted) {
        String token = draft.token();
        Fate fate = wanted == Fate.REJECTED && refused.isEmpty() ? Fate.ANY : wanted;
        draft.item(new Item(token, fate));
        return sample.write(
                Draft.marks(token),
                switch (fate) {
                    case ACCEPTED -> Map.of();
                    case REJECTED -> Map.ofEntries(draft.chance().of(refused));
                    case ANY -> edits(draft.chance());
                });
    }

    private Map<Integer, Edit> edits(Chance chance) {
        var edits = new HashMap<Integer, Edit>();
        int count = 1 + (chance.oneIn(3) ? chance.below(3) : 0);
        for (int at = 0; at < count; at++) {
            edits.put(chance.below(sample.places()), edit(chance));
        }
        return edits;
    }

    private static Edit edit(Chance chance) {
        return switch (chance.below(12)) {
            case 0 -> new Edit.Drop();
            case 1 -> new Edit.Repeat(new Raw(Nasty.value(chance)));
            case 2 -> new Edit.Rename(new Raw(Nasty.name(chance)));
            case 3 -> new Edit.Insert(new Raw(Nasty.members(chance)));
            default -> new Edit.Replace(new Raw(Nasty.value(chance)));
        };
    }
}
