package io.keepwell.policy.account;

import java.util.List;

/**
 * How accounts are classed (requirements G1 to G3). The first segment whose condition holds is the
 * account's; an account of which it cannot be said has none. The trait of that name, where the
 * company sets one by hand, goes first.
 *
 * @param segments in the order in which they are tried
 */
public record SegmentSet(List<Segment> segments) {

    /** Nobody is classed. */
    public static final SegmentSet NONE = new SegmentSet(List.of());

    /** Copies the list. */
    public SegmentSet {
        segments = List.copyOf(segments);
    }
}
