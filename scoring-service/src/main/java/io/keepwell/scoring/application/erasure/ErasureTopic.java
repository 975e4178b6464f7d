package io.keepwell.scoring.application.erasure;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The topic on which it stands for ever what was erased. */
@FunctionalInterface
public interface ErasureTopic {

    /**
     * Asks whether an erasure can be told. What waits for a topic that is not there would hold up
     * everything else behind it.
     *
     * @return what is in the way and how to mend it, or empty when nothing is
     */
    Uni<Optional<String>> obstacle();
}
