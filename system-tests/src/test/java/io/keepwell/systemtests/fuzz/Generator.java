package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.systemtests.fuzz.Draft.Packed;
import java.util.List;

/** Makes requests, each of its number and the seed alone. */
final class Generator {

    /** Every so manieth request is in order: it must be accepted, whatever came before it. */
    private static final int IN_ORDER_EVERY = 25;

    private static final int HUGE_EVERY = 1_500;
    private static final int BOMB_EVERY = 50;
    private static final int BODY_MAX = 4 * 1024 * 1024;

    private static final List<Family> FAMILIES =
            List.of(
                    new EventRequests(),
                    new EventRequests(),
                    new CloudEventRequests(),
                    new SegmentRequests(),
                    new SegmentRequests(),
                    new WebhookRequests(),
                    new WebhookRequests(),
                    new XmlRequests());

    private static final Family HANDSHAKES = new Handshakes();

    private final long seed;

    Generator(long seed) {
        this.seed = seed;
    }

    /** How many requests it takes until so many of them were malformed. */
    static long requests(long malformed) {
        return Math.ceilDiv(malformed * IN_ORDER_EVERY, IN_ORDER_EVERY - 1);
    }

    /** Whether a request is in order, or asks something and has no body. */
    static boolean isInOrder(long number) {
        return number % IN_ORDER_EVERY == 0;
    }

    /** Makes a request. */
    Attempt attempt(long number) {
        Chance chance = Chance.of(seed, number);
        var draft = new Draft(number, chance);
        if (isInOrder(number)) {
            inOrder(draft, chance);
        } else {
            malformed(draft, chance);
        }
        draft.sign();
        return draft.attempt(wire(draft, chance));
    }

    private static void inOrder(Draft draft, Chance chance) {
        if (chance.oneIn(8)) {
            HANDSHAKES.write(draft, !chance.oneIn(8));
        } else {
            chance.of(FAMILIES).write(draft, false);
        }
    }

    private static void malformed(Draft draft, Chance chance) {
        Family family = chance.of(FAMILIES);
        if (chance.oneIn(HUGE_EVERY)) {
            huge(draft, family, chance);
            return;
        }
        switch (chance.below(10)) {
            case 0, 1, 2 -> {
                family.write(draft, false);
                draft.body(ByteDamage.of(draft.body(), other(family, draft), chance))
                        .unsure()
                        .called("bytes");
            }
            case 3, 4 -> {
                family.write(draft, chance.oneIn(2));
                EnvelopeDamage.to(draft);
            }
            case 5 -> {
                family.write(draft, false);
                draft.packed(Packed.BADLY).unsure().called("gzip");
            }
            default -> {
                family.write(draft, true);
                draft.called("items");
            }
        }
    }

    /** A body at the limits of all bodies, or beyond them. */
    private static void huge(Draft draft, Family family, Chance chance) {
        family.write(draft, false);
        byte[] one = draft.body();
        int length = chance.of(List.of(100_000, 512_001, 1_048_577, BODY_MAX, BODY_MAX + 1));
        var body = new Bytes();
        switch (chance.below(3)) {
            case 0 -> body.add(one).add(" ".repeat(Math.max(0, length - one.length)));
            case 1 -> body.add("[").add("{},".repeat(chance.of(List.of(2_499, 2_500)))).add("{}]");
            default -> body.add(("{\"a\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8));
        }
        draft.body(body.toArray()).unsure().called("huge");
    }

    /** Another request's body, to take pieces from. */
    private static byte[] other(Family family, Draft draft) {
        var beside = new Draft(draft.number(), draft.chance());
        family.write(beside, true);
        return beside.body();
    }

    private static Wire wire(Draft draft, Chance chance) {
        byte[] body = draft.body();
        int chunks = chance.oneIn(6) ? 1 + chance.below(Math.max(64, body.length)) : 0;
        boolean isPacked =
                switch (draft.packed()) {
                    case NEVER -> false;
                    case PERHAPS -> chance.oneIn(12);
                    case BADLY -> true;
                };
        if (!isPacked) {
            return new Wire(new Raw(body), chunks, false);
        }
        draft.header("Content-Encoding", "gzip");
        if (draft.packed() == Packed.PERHAPS) {
            return new Wire(new Raw(Packing.gzip(body)), chunks, false);
        }
        boolean isBomb = chance.oneIn(BOMB_EVERY);
        return new Wire(
                new Raw(isBomb ? Packing.bomb(chance) : Packing.broken(body, chance)),
                chunks,
                isBomb);
    }
}
