package io.keepwell.alerting.application.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending a message once. Reasons hold neither addresses nor secrets. */
public sealed interface Attempt {

    /**
     * The receiver has it.
     *
     * @param status the HTTP status
     */
    record Received(int status) implements Attempt {}

    /**
     * It may work later.
     *
     * @param reason why it did not
     * @param asked how long the receiver asks us to wait at least
     */
    record Failed(String reason, @Nullable Duration asked) implements Attempt {}

    /**
     * It would never work.
     *
     * @param reason why
     */
    record Refused(String reason) implements Attempt {}
}
