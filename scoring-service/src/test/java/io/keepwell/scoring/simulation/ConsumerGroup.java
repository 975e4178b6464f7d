package io.keepwell.scoring.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who reads which partition of the log. A partition that changes hands belongs to its next owner at
 * once, while the former one may be in the middle of its work and hears of it with its next poll,
 * as after a session that timed out: so there may be two owners at any time.
 */
final class ConsumerGroup {

    private final World world;
    private final List<SimulatedConsumer> members = new ArrayList<>();
    private final Map<Integer, Assignment> assignments = new HashMap<>();
    private int generation;

    /** A partition in somebody's hands; two of them are never the same. */
    record Assignment(SimulatedConsumer owner, int generation) {}

    ConsumerGroup(World world) {
        this.world = world;
    }

    void join(SimulatedConsumer member) {
        members.add(member);
        rebalance();
    }

    /** A member leaves; or has died, and the group has noticed. */
    void leave(SimulatedConsumer member) {
        if (members.remove(member)) {
            assignments.values().removeIf(it -> it.owner() == member);
            rebalance();
        }
    }

    /** Gives partitions to members, some of them to others than before. */
    void rebalance() {
        for (int partition = 0; partition < CustomerLog.PARTITIONS; partition++) {
            boolean isOwned = assignments.containsKey(partition);
            if (!members.isEmpty() && (!isOwned || world.chance().oneIn(2))) {
                assignments.put(
                        partition, new Assignment(world.chance().pick(members), ++generation));
            }
        }
    }

    /** The group notices who has died. */
    void tend() {
        List.copyOf(members).stream().filter(SimulatedConsumer::isDead).forEach(this::leave);
    }

    /** What a member has in hand, by the group's word. */
    Map<Integer, Assignment> assignedTo(SimulatedConsumer member) {
        var its = new HashMap<>(assignments);
        its.values().removeIf(it -> it.owner() != member);
        return its;
    }
}
