package io.keepwell.playbook.application;

import io.keepwell.model.play.Task;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names what a task looks like, so that a change by somebody else is noticed. */
public final class Revision {

    private static final int BYTES = 12;

    private Revision() {}

    /**
     * The name of a task as it stands.
     *
     * @param task the task
     * @return 24 hexadecimal digits; the same for tasks that are equal
     */
    public static String of(Task task) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(task.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
