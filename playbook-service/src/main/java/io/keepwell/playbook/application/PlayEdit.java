package io.keepwell.playbook.application;

/** What became of somebody's wish to change a run of a play. */
public sealed interface PlayEdit {

    /** It is as they want it; it may have been before. */
    record Done() implements PlayEdit {}

    /** There is none, as far as they may know. */
    record Unknown() implements PlayEdit {}

    /**
     * What they say makes no sense for this play.
     *
     * @param field which part of it
     * @param why and the cure
     */
    record Wrong(String field, String why) implements PlayEdit {}

    /**
     * Its state does not allow this.
     *
     * @param why and the cure
     */
    record Refused(String why) implements PlayEdit {}
}
