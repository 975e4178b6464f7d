package io.keepwell.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The body of a request, of one event or many, in which each event has places for what differs:
 * <code>{id}</code>, <code>{account}</code> and <code>{time}</code>.
 */
public final class Template {

    /** Where the events stand in the body of a batch. */
    public static final String ITEMS = "{items}";

    private final byte[] blank;
    private final List<List<Place>> events;

    private Template(byte[] blank, List<List<Place>> events) {
        this.blank = blank;
        this.events = events;
    }

    private record Place(int at, Field field) {
        Place behind(int bytes) {
            return new Place(bytes + at, field);
        }
    }

    /**
     * A body of one event.
     *
     * @param text with the places
     * @return the template
     */
    public static Template single(String text) {
        var body = new StringBuilder();
        List<Place> places = parse(text, body);
        return new Template(bytes(body), List.of(places));
    }

    /**
     * A body of many events, with commas between them.
     *
     * @param around the body, with {@value #ITEMS} where the events stand
     * @param item one event, with the places
     * @param count how many events, 1 or more
     * @return the template
     * @throws IllegalArgumentException when the body has no place for the events
     */
    public static Template batch(String around, String item, int count) {
        int split = around.indexOf(ITEMS);
        if (split < 0) {
            throw new IllegalArgumentException(
                    "the body of a batch must have %s where its events stand, was '%s'"
                            .formatted(ITEMS, around));
        }
        var one = new StringBuilder();
        List<Place> places = parse(item, one);
        String head = around.substring(0, split);
        int first = bytes(head).length;
        int step = bytes(one).length + 1;
        var events = new ArrayList<List<Place>>();
        for (int event = 0; event < count; event++) {
            int shift = first + event * step;
            events.add(places.stream().map(place -> place.behind(shift)).toList());
        }
        String items = String.join(",", Collections.nCopies(count, one));
        return new Template(bytes(head + items + around.substring(split + ITEMS.length())), events);
    }

    /**
     * How long the body is, whatever it is filled with.
     *
     * @return bytes
     */
    public int length() {
        return blank.length;
    }

    /**
     * How many events it holds.
     *
     * @return 1 or more
     */
    public int events() {
        return events.size();
    }

    /** The body with nothing filled in yet. */
    byte[] blank() {
        return blank.clone();
    }

    /**
     * Fills the body in anew.
     *
     * @param body begins in these bytes, as {@link #blank}
     * @param from at this one
     * @param values what to fill it with
     */
    void fill(byte[] body, int from, Values values) {
        for (List<Place> places : events) {
            values.next();
            for (Place place : places) {
                values.write(place.field(), body, from + place.at());
            }
        }
    }

    /** Writes the text with blanks in the places, and tells where they are, in bytes. */
    private static List<Place> parse(String text, StringBuilder written) {
        var places = new ArrayList<Place>();
        int at = 0;
        while (at < text.length()) {
            Optional<Field> field = fieldAt(text, at);
            if (field.isPresent()) {
                places.add(new Place(bytes(written).length, field.get()));
                written.repeat(' ', field.get().length());
                at += field.get().mark().length();
            } else {
                written.append(text.charAt(at++));
            }
        }
        return places;
    }

    private static Optional<Field> fieldAt(String text, int at) {
        for (Field field : Field.values()) {
            if (text.startsWith(field.mark(), at)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
