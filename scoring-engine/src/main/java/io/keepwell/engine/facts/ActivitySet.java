package io.keepwell.engine.facts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who or what was active on which day: users, features, contacts. Members are spread over chunks by
 * linear hashing, one more chunk for each {@value #MEMBERS_A_CHUNK} members, so that a mark
 * rewrites one small chunk however large the set is.
 *
 * <p>A set that outgrows {@value #MEMBERS_MAX} members keeps every second one, chosen by hash, and
 * counts each for two; then every fourth, and so on. So memory is bounded, counts stay right to a
 * fraction of a percent, and the same members are kept in whatever order they came.
 */
final class ActivitySet {

    static final int MEMBERS_A_CHUNK = 64;
    static final int MEMBERS_MAX = 1 << 17;

    private final String name;
    private final int membersMax;
    private final Map<Integer, MemberChunk> chunks = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private final Set<Integer> dirty = new HashSet<>();
    private SetSummary summary = new SetSummary();
    private boolean summaryDirty;

    ActivitySet(String name, int membersMax) {
        this.name = name;
        this.membersMax = membersMax;
    }

    void load(byte @Nullable [] bytes) {
        summary = bytes == null ? new SetSummary() : SetSummary.decode(bytes);
    }

    void load(int slot, byte @Nullable [] bytes) {
        known.add(slot);
        if (bytes != null) {
            chunks.put(slot, MemberChunk.decode(bytes));
        }
    }

    /** The chunks that a mark of this member needs and that are not loaded. */
    List<ChunkKey> missing(String member) {
        if (summary.slots() == 1 && known.contains(0)) {
            return List.of();
        }
        long hash = MemberHash.of(member);
        IntStream needed;
        if (summary.members() >= membersMax) {
            needed = IntStream.range(0, summary.slots());
        } else if (isFull()) {
            needed = IntStream.of(slotOf(hash), slotToSplit());
        } else {
            needed = IntStream.of(slotOf(hash));
        }
        return missing(needed);
    }

    /**
     * The chunks that a count of a window needs which ends before the present, and are not loaded.
     */
    List<ChunkKey> missing(int to) {
        return to >= summary.head() ? List.of() : missing(IntStream.range(0, summary.slots()));
    }

    /** Marks a member active on a day; days out of reach of the bitmaps are passed over. */
    void mark(String member, int day) {
        long hash = MemberHash.of(member);
        if (!isKept(hash) || (long) summary.head() - day >= Days.ACTIVITY) {
            return;
        }
        summary.advance(day);
        int slot = slotOf(hash);
        MemberChunk chunk = chunk(slot);
        summary.remove(chunk.advance(summary.head()));
        int before = chunk.lastActive(hash);
        if (chunk.mark(hash, day)) {
            summary.count(day, before);
        }
        dirty.add(slot);
        summaryDirty = true;
        if (before == MemberChunk.NEVER) {
            makeRoom();
        }
    }

    /** How many members were active between two days, both included. */
    long activeBetween(int from, int to) {
        long kept = to >= summary.head() ? summary.activeSince(from) : scan(from, to);
        return kept << summary.level();
    }

    /** How many members were active on a day. */
    long activeOn(int day) {
        return (long) summary.activeOn(day) << summary.level();
    }

    SetSummary summary() {
        return summary;
    }

    /** Every loaded member's hash with its days, for {@link FactsText}. */
    void forEachMember(MemberVisitor visitor) {
        for (int slot = 0; slot < summary.slots(); slot++) {
            MemberChunk chunk = chunk(slot);
            for (int member = 0; member < chunk.size(); member++) {
                for (int day = summary.head() - Days.ACTIVITY + 1; day <= summary.head(); day++) {
                    if (chunk.isActive(member, day, day)) {
                        visitor.visit(chunk.hash(member), day);
                    }
                }
            }
        }
    }

    /** Told of each day of each member. */
    @FunctionalInterface
    interface MemberVisitor {
        void visit(long hash, int day);
    }

    /** How many rows it holds, the summary included. */
    int rows() {
        return 1 + chunks.size();
    }

    /** Takes the place of one that was stored: nothing of that is to be loaded any more. */
    void replace() {
        for (int slot = 0; slot < summary.slots(); slot++) {
            known.add(slot);
        }
        dirty.addAll(chunks.keySet());
        summaryDirty = !chunks.isEmpty();
    }

    /** Hands over the bytes of what has changed since the last time. */
    void drain(Map<ChunkKey, byte[]> changes) {
        if (summaryDirty) {
            changes.put(new ChunkKey.OfSet(name), summary.encode());
        }
        dirty.forEach(
                slot -> changes.put(new ChunkKey.OfMembers(name, slot), chunk(slot).encode()));
        summaryDirty = false;
        dirty.clear();
    }

    private void makeRoom() {
        while (summary.members() > membersMax) {
            summary.raiseLevel();
            keepFewer();
        }
        if (isOverfull()) {
            split(slotToSplit(), summary.slots());
        }
    }

    private boolean isFull() {
        return summary.members() >= summary.slots() * MEMBERS_A_CHUNK;
    }

    private boolean isOverfull() {
        return summary.members() > summary.slots() * MEMBERS_A_CHUNK;
    }

    private void split(int slot, int newSlot) {
        MemberChunk whole = chunk(slot);
        summary.addSlot();
        known.add(newSlot);
        redistribute(whole, slot, newSlot);
    }

    private void redistribute(MemberChunk whole, int slot, int newSlot) {
        var stay = new MemberChunk(whole.head());
        var go = new MemberChunk(whole.head());
        for (int member = 0; member < whole.size(); member++) {
            (slotOf(whole.hash(member)) == newSlot ? go : stay).take(whole, member);
        }
        chunks.put(slot, stay);
        chunks.put(newSlot, go);
        dirty.add(slot);
        dirty.add(newSlot);
    }

    private void keepFewer() {
        summary.clear();
        for (int slot = 0; slot < summary.slots(); slot++) {
            MemberChunk all = chunk(slot);
            all.advance(summary.head());
            var kept = new MemberChunk(all.head());
            for (int member = 0; member < all.size(); member++) {
                if (isKept(all.hash(member))) {
                    kept.take(all, member);
                }
            }
            chunks.put(slot, kept);
            dirty.add(slot);
            recount(kept);
        }
    }

    private void recount(MemberChunk chunk) {
        for (int member = 0; member < chunk.size(); member++) {
            int before = MemberChunk.NEVER;
            for (int day = summary.head() - Days.ACTIVITY + 1; day <= summary.head(); day++) {
                if (chunk.isActive(member, day, day)) {
                    summary.count(day, before);
                    before = day;
                }
            }
        }
    }

    private long scan(int from, int to) {
        long active = 0;
        for (int slot = 0; slot < summary.slots(); slot++) {
            MemberChunk chunk = chunk(slot);
            for (int member = 0; member < chunk.size(); member++) {
                active += chunk.isActive(member, from, to) ? 1 : 0;
            }
        }
        return active;
    }

    private boolean isKept(long hash) {
        return summary.level() == 0 || hash >>> (Long.SIZE - summary.level()) == 0;
    }

    /** Linear hashing: slots double one at a time, in order. */
    private int slotOf(long hash) {
        int lower = Integer.highestOneBit(summary.slots());
        int slot = (int) (hash & (2L * lower - 1));
        return slot < summary.slots() ? slot : slot - lower;
    }

    private int slotToSplit() {
        return summary.slots() - Integer.highestOneBit(summary.slots());
    }

    private MemberChunk chunk(int slot) {
        if (!known.contains(slot) && summary.members() > 0) {
            throw new IllegalStateException("chunk %d of %s is not loaded".formatted(slot, name));
        }
        return chunks.computeIfAbsent(slot, _ -> new MemberChunk(summary.head()));
    }

    private List<ChunkKey> missing(IntStream slots) {
        return slots.distinct()
                .filter(slot -> !known.contains(slot))
                .mapToObj(slot -> (ChunkKey) new ChunkKey.OfMembers(name, slot))
                .toList();
    }
}
