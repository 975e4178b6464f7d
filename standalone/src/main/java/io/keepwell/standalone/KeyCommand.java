package io.keepwell.standalone;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the key with which events can be sent to the deployment on this machine. */
@Command(
        name = "key",
        description = {
            "Print the write key of source \"" + Secrets.SOURCE + "\" on this machine.",
            "A system shows it to send events: Authorization: Bearer <key>."
        },
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {

    private final Home home;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    KeyCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(new Secrets(home.secrets(), new SecureRandom()).writeKey());
        return 0;
    }
}
