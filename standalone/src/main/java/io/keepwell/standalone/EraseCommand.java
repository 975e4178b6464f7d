package io.keepwell.standalone;

import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Services;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Erases an account or a person, after asking. */
@Command(
        name = "erase",
        description = {
            "Erase an account or a person, after asking. Nobody can take it back.",
            "What happened or was received until then stays away, however often it is sent or",
            "replayed; what comes later begins anew. docs/erasure.md says what goes where, and"
                    + " when."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell erase account acme-1 --reason \"Request 4711 under article 17\"",
            "  ./keepwell erase person u-77 --reason \"Request 4712 under article 17\" --yes",
            "  ./keepwell erasures"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: it is under way", "1: nothing was done, or it was refused"})
final class EraseCommand implements Runnable {

    private static final int DONE = 0;
    private static final int REFUSED = 1;

    private final Supplier<Services> services;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            scope = ScopeType.INHERIT,
            description =
                    "Why, in words that name nobody: it is kept for ever. Required, 1 to 500"
                            + " characters.")
    private String reason = "";

    @Option(names = "--yes", scope = ScopeType.INHERIT, description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    EraseCommand(Supplier<Services> services) {
        this.services = services;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Erase what? \"erase account ID\" or \"erase person ID\"");
    }

    @Command(
            name = "account",
            description =
                    "Erase an account: its facts, scores, history, index, alerts, plays and tasks.",
            mixinStandardHelpOptions = true)
    int account(@Parameters(paramLabel = "ID", description = "The account's id.") String id)
            throws IOException {
        return erase("account", "accountId", id);
    }

    @Command(
            name = "person",
            description = {
                "Erase a user or contact of whichever accounts: links between ids and accounts,",
                "events that wait for one, and who did what. Scores stay as they are: they count",
                "people, and name none."
            },
            mixinStandardHelpOptions = true)
    int person(
            @Parameters(
                            paramLabel = "ID",
                            description =
                                    "The id that sources know: the actorId of events, or the userId"
                                        + " of trackers. Whoever has several is erased by each.")
                    String id)
            throws IOException {
        return erase("person", "personId", id);
    }

    private int erase(String what, String field, String id) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (reason.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "--reason is missing: say why, in words that name nobody");
        }
        ServiceApi scoring = services.get().scoring();
        if (!yes
                && !Agreement.given(
                        out,
                        "Erase the %s '%s' for good? Nobody can take it back."
                                .formatted(what, id))) {
            out.println("Nothing was done.");
            return REFUSED;
        }
        Erasure begun =
                scoring.post("/v1/erasures", Map.of(field, id, "reason", reason), Erasure.class);
        if (json) {
            out.println(
                    ContractJson.mapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(begun));
            return DONE;
        }
        out.println("under way: erasure %s of %s %s".formatted(begun.id(), what, id));
        out.println("./keepwell erasures show %s tells how far it has got".formatted(begun.id()));
        return DONE;
    }
}
