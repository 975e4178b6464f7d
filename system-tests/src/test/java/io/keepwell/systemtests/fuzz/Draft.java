package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Item.Fate;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A request while it is being made. */
final class Draft {

    private final long number;
    private final Chance chance;
    private final Lane lane;
    private final List<Header> headers = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private String kind = "";
    private String source = "";
    private Dialect dialect = Dialect.EVENTS;
    private String method = "POST";
    private String target = "/";
    private byte[] body = new byte[0];
    private Consumer<Draft> signing = _ -> {};
    private boolean isOrdered = true;
    private boolean mayBreak;
    private Packed packed = Packed.NEVER;
    private int tokens;

    /** Whether the body is to be packed. */
    enum Packed {
        /** What is signed or declared otherwise must go out as it is. */
        NEVER,
        /** The body is as good packed as it is. */
        PERHAPS,
        /** In gzip that is broken. */
        BADLY
    }

    Draft(long number, Chance chance) {
        this.number = number;
        this.chance = chance;
        this.lane = Lane.of(number);
    }

    Chance chance() {
        return chance;
    }

    Lane lane() {
        return lane;
    }

    long number() {
        return number;
    }

    /** A token that no other item of the run has, and that begins no other. */
    String token() {
        return "fz%di%dz".formatted(number, tokens++);
    }

    Draft from(Route route, Dialect words, String path) {
        source = lane.source(route);
        dialect = words;
        target = path;
        return this;
    }

    /** Says what it is, for who must look at it. */
    Draft called(String name) {
        kind = kind.isEmpty() ? name : kind + ", " + name;
        return this;
    }

    Draft header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** Takes a header away, and puts another in its place if there is one. */
    Draft without(String name) {
        headers.removeIf(it -> it.name().equalsIgnoreCase(name));
        return this;
    }

    Draft bearer(Route route) {
        return header("Authorization", "Bearer " + lane.key(route));
    }

    Draft body(byte[] bytes) {
        body = bytes;
        return this;
    }

    byte[] body() {
        return body;
    }

    Draft item(Item item) {
        items.add(item);
        return this;
    }

    /** How the body is signed, once it is what it will be. */
    Draft signedBy(Consumer<Draft> signer) {
        signing = signer;
        return this;
    }

    Draft packed(Packed how) {
        packed = how;
        return this;
    }

    Packed packed() {
        return packed;
    }

    void sign() {
        signing.accept(this);
    }

    Draft method(String other) {
        method = other;
        return this;
    }

    Draft target(String other) {
        target = other;
        return this;
    }

    String target() {
        return target;
    }

    Draft answeredBy(Dialect words) {
        dialect = words;
        return this;
    }

    /** HTTP itself is broken: the connection may be closed without an answer. */
    Draft mayBreak() {
        mayBreak = true;
        return this;
    }

    /** What has been done to it makes all that was sure of its items unsure. */
    Draft unsure() {
        isOrdered = false;
        items.replaceAll(it -> new Item(it.token(), Fate.ANY));
        return this;
    }

    private static boolean isAddress(String target) {
        try {
            var _ = new URI(target);
            return true;
        } catch (URISyntaxException no) {
            return false;
        }
    }

    /** Every mark of samples, for one item. */
    static Map<String, String> marks(String token) {
        return Map.of("@T@", token, "@NOW@", Samples.now());
    }

    Attempt attempt(Wire wire) {
        return new Attempt(
                number,
                kind,
                source,
                dialect,
                method,
                isOrdered && items.stream().noneMatch(it -> it.fate() == Fate.ANY),
                mayBreak || wire.isTooLong(),
                isAddress(target),
                wire.isHeavy(),
                List.copyOf(items),
                new Raw(body),
                wire.of(method, target, headers));
    }
}
