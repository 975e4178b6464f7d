package io.keepwell.init.step;

/** What came of one thing that a deployment needs. In a dry run: what would have come of it. */
public sealed interface Outcome {

    /**
     * What it is about.
     *
     * @return the sort of thing
     */
    Subject subject();

    /**
     * Which one.
     *
     * @return its name
     */
    String name();

    /**
     * More about it.
     *
     * @return words for people, a clause without a full stop; may be empty
     */
    String detail();

    /**
     * How many things it is about.
     *
     * @return 1 or more
     */
    default int count() {
        return 1;
    }

    /**
     * It was not there and now is.
     *
     * @param subject what
     * @param name which one
     * @param detail how it was made
     */
    record Created(Subject subject, String name, String detail) implements Outcome {}

    /**
     * It was there and was changed.
     *
     * @param subject what
     * @param name which one
     * @param detail what was changed
     */
    record Changed(Subject subject, String name, String detail) implements Outcome {}

    /**
     * It was there, and nothing had to be done.
     *
     * @param subject what
     * @param name which one, or which ones
     * @param detail more about it
     * @param count how many things this is about, 1 or more
     */
    record Present(Subject subject, String name, String detail, int count) implements Outcome {

        /** One thing. */
        public Present(Subject subject, String name, String detail) {
            this(subject, name, detail, 1);
        }

        /** Checks the count. */
        public Present {
            if (count < 1) {
                throw new IllegalArgumentException("count must be 1 or more, was " + count);
            }
        }
    }

    /**
     * It was there, is not as a new one would be, and was left alone.
     *
     * @param subject what
     * @param name which one
     * @param detail how it differs, and why it stays
     */
    record Kept(Subject subject, String name, String detail) implements Outcome {}

    /**
     * It is not as it must be.
     *
     * @param subject what
     * @param name which one
     * @param detail what went wrong
     * @param cure what to do about it, a sentence
     */
    record Failed(Subject subject, String name, String detail, String cure) implements Outcome {

        /** Brings what servers say onto one line, without their full stop. */
        public Failed {
            detail = detail.strip().replaceAll("\\s*\\R\\s*", " ").replaceFirst("\\.$", "");
        }
    }
}
