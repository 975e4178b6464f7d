package io.keepwell.standalone;

import io.keepwell.model.erasure.ErasedSubject;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Services;
import io.keepwell.standalone.work.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists what was erased, and tells how far it has got. */
@Command(
        name = "erasures",
        description =
                "List what was erased when, by whom and why, the newest first. What was erased is"
                        + " named only until it is carried out.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell erasures",
            "  ./keepwell erasures show 0f3c6f0e-4f6a-4f5e-8f0a-1f6d4f0b7a02"
        })
final class ErasuresCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int TEXT_MAX = 60;
    private static final String CARRIED_OUT = "done";
    private static final String NONE = "none";
    private static final String KEEPS_NOTHING = "keeps-nothing";

    private final Supplier<Services> services;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--json", description = "Answer as JSON.", scope = ScopeType.INHERIT)
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    ErasuresCommand(Supplier<Services> services) {
        this.services = services;
    }

    @Override
    public Integer call() throws IOException {
        Erasure.Page page =
                services.get()
                        .scoring()
                        .get("/v1/erasures", Map.of("limit", "" + limit), Erasure.Page.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            json(page);
            return DONE;
        }
        if (page.items().isEmpty()) {
            out.println("Nothing was erased yet.");
            return DONE;
        }
        Table table =
                new Table()
                        .column("REQUESTED", Table.Side.LEFT, TEXT_MAX)
                        .column("BY", Table.Side.LEFT, TEXT_MAX)
                        .column("WHAT", Table.Side.LEFT, TEXT_MAX)
                        .column("STATE", Table.Side.LEFT, TEXT_MAX)
                        .column("REASON", Table.Side.LEFT, TEXT_MAX)
                        .column("ID", Table.Side.LEFT, TEXT_MAX);
        for (Erasure it : page.items()) {
            table.row(
                    time(it.requestedAt()),
                    it.requestedBy(),
                    it.subject().wireName(),
                    it.state(),
                    it.reason(),
                    it.id().toString());
        }
        table.lines().forEach(out::println);
        if (page.next() != null) {
            out.println("There are more: --limit shows more of them.");
        }
        return DONE;
    }

    @Command(
            name = "show",
            description =
                    "Tell how far an erasure has got: in state, history and index, in alerting, in"
                            + " playbook, and until when topics keep what told of it.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = "The erasure's id.") UUID id)
            throws IOException {
        Services all = services.get();
        Erasure erasure = all.scoring().get("/v1/erasures/" + id, Map.of(), Erasure.class);
        Erasure.Elsewhere alerts = elsewhere(all.alerting(), erasure);
        Erasure.Elsewhere tasks = elsewhere(all.playbook(), erasure);
        if (json) {
            json(new Erasure.Everywhere(erasure, alerts, tasks));
            return DONE;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "%s, asked for by %s on %s: %s"
                        .formatted(
                                erasure.subject().wireName(),
                                erasure.requestedBy(),
                                time(erasure.requestedAt()),
                                erasure.reason()));
        line(out, "up to", time(erasure.erasedAt()));
        line(out, "state, history, index", erasure.state());
        line(out, "alerts", text(alerts));
        line(out, "plays and tasks", text(tasks));
        erasure.topics().forEach(it -> line(out, it.topic(), "until " + time(it.until())));
        return DONE;
    }

    private static Erasure.Elsewhere elsewhere(ServiceApi service, Erasure erasure) {
        return erasure.subject() == ErasedSubject.PERSON
                ? new Erasure.Elsewhere(KEEPS_NOTHING, null)
                : service.find("/v1/erasures/" + erasure.id(), Erasure.There.class)
                        .map(found -> new Erasure.Elsewhere(CARRIED_OUT, found.erasedAt()))
                        .orElse(new Erasure.Elsewhere(NONE, null));
    }

    private static String text(Erasure.Elsewhere elsewhere) {
        if (elsewhere.erasedAt() != null) {
            return "done, up to " + time(elsewhere.erasedAt());
        }
        return elsewhere.state().equals(KEEPS_NOTHING)
                ? "keep nothing of persons"
                : "nothing yet, or nothing to erase";
    }

    private static void line(PrintWriter out, String what, String how) {
        out.println("  %-28s %s".formatted(what, how));
    }

    private void json(Object answer) throws IOException {
        spec.commandLine()
                .getOut()
                .println(
                        ContractJson.mapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(answer));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
