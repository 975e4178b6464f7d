package io.keepwell.ingest.domain.source;

/** The sources that are configured now. A request that has begun ends with those it began with. */
public final class CurrentSources {

    private volatile Sources now;

    /**
     * Begins with some.
     *
     * @param first those at the start
     */
    public CurrentSources(Sources first) {
        this.now = first;
    }

    /**
     * Those that are configured now.
     *
     * @return all of one reading
     */
    public Sources now() {
        return now;
    }

    /**
     * Puts others in their place.
     *
     * @param next those from now on
     */
    public void replace(Sources next) {
        now = next;
    }
}
