package io.keepwell.standalone.work;

import io.keepwell.standalone.work.Answers.Alert;
import io.keepwell.standalone.work.Answers.Alerts;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists alerts, answers them, resolves them. */
@Command(
        name = "alerts",
        description = "List the alerts that nobody has resolved, the most pressing first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell alerts --severity critical",
            "  ./keepwell alerts acknowledge 1c9d2e7f",
            "  ./keepwell alerts resolve 1c9d2e7f --reason \"met the sponsor's successor\""
        })
public final class AlertsCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Services.Finder services;
    private final InstantSource clock;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Those of one account.")
    private @Nullable String account;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Those that press so: critical, high or medium.")
    private @Nullable String severity;

    @Option(names = "--rule", paramLabel = "ID", description = "Those of one rule.")
    private @Nullable String rule;

    @Option(names = "--owner", paramLabel = "NAME", description = "Those that NAME is to answer.")
    private @Nullable String owner;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     * @param clock how much time is left
     */
    public AlertsCommand(Services.Finder services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Alerts alerts =
                services.as(view.as())
                        .alerts(
                                new Query()
                                        .with("accountId", account)
                                        .with("severity", severity)
                                        .with("rule", rule)
                                        .with("owner", owner)
                                        .with("limit", limit)
                                        .parameters());
        Printed.page(
                spec.commandLine().getOut(),
                view,
                alerts,
                Tables.alerts(alerts.items(), clock.instant()),
                "No alert is open.",
                alerts.next());
        return DONE;
    }

    @Command(
            name = "acknowledge",
            description = "Take an alert on: its time to be answered stops.",
            mixinStandardHelpOptions = true)
    int acknowledge(
            @Parameters(paramLabel = "ALERT", description = "Its id, or the end of it.") String id,
            @Option(names = "--as", paramLabel = "NAME", description = "Who takes it on.")
                    @Nullable String as) {
        return act(id, as, "acknowledge", Map.of(), "acknowledged");
    }

    @Command(
            name = "resolve",
            description = "Say that an alert is done with.",
            mixinStandardHelpOptions = true)
    int resolve(
            @Parameters(paramLabel = "ALERT", description = "Its id, or the end of it.") String id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "What came of it.")
                    String reason,
            @Option(names = "--as", paramLabel = "NAME", description = "Who says so.")
                    @Nullable String as) {
        return act(id, as, "resolve", Map.of("reason", reason), "resolved");
    }

    private int act(
            String id, @Nullable String as, String action, Map<String, String> body, String done) {
        // Also where it stands before the word that says what is to be done.
        Services deployment = services.as(view.as(as));
        UUID alert = deployment.alert(id);
        Alert after =
                deployment
                        .alerting()
                        .post("/v1/alerts/%s/%s".formatted(alert, action), body, Alert.class);
        Printed.answer(
                spec.commandLine().getOut(),
                view,
                after,
                "%s: %s, %s"
                        .formatted(
                                done,
                                InWords.name(after.account(), after.accountId()),
                                after.summary()));
        return DONE;
    }
}
