package io.keepwell.benchmarks.load;

/** Something that can put load on a target, again and again. */
public interface Load extends AutoCloseable {

    /**
     * Sends requests, and returns when the last is answered.
     *
     * @param pace when to send
     * @return what came of it
     * @throws LoadFailedException when one was not answered, or not with a success
     */
    LoadResult run(Pace pace);

    @Override
    void close();
}
