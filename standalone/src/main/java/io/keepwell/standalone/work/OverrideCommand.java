package io.keepwell.standalone.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import io.keepwell.standalone.client.ServiceApi;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what an account's score is, whatever is computed, or takes that back. */
@Command(
        name = "override",
        description = {
            "Say what an account's score is, or the most or least that it may be.",
            "The computed score is told beside it, with who said so, why and until when. It ends"
                    + " by",
            "itself after the days that the scorecard allows."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell override acme-1 85 --reason \"They signed today.\"",
            "  ./keepwell override acme-1 40 --cap --until 2026-11-30 --reason \"They move away.\"",
            "  ./keepwell override acme-1 --lift --reason \"The new sponsor has signed.\""
        })
public final class OverrideCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final String SCORE = "score";

    private final Services.Finder services;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The account's id.")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SCORE",
            description = "0 to 100; not with --lift.")
    private @Nullable BigDecimal score;

    @ArgGroup private @Nullable Kind kind;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why. Whoever reads the score reads it, too.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description =
                    "The last UTC day on which it holds, such as 2026-11-30. Default: as long as"
                            + " the scorecard allows")
    private @Nullable LocalDate until;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /** What it does; one of them at most. */
    private static final class Kind {

        @Option(names = "--cap", description = "SCORE is the most that the score may be.")
        private boolean cap;

        @Option(names = "--floor", description = "SCORE is the least that the score may be.")
        private boolean floor;

        @Option(names = "--lift", description = "The computed score counts again.")
        private boolean lift;

        private String as() {
            if (cap) {
                return "cap";
            }
            return floor ? "floor" : SCORE;
        }
    }

    /** What is said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            @Nullable BigDecimal value,
            @Nullable String as,
            String reason,
            @Nullable String until) {}

    /** What came of it. */
    private record Said(String eventId, Instant at) {}

    /**
     * For a deployment.
     *
     * @param services finds its services
     */
    public OverrideCommand(Services.Finder services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        boolean isLifted = kind != null && kind.lift;
        if (isLifted == (score != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    isLifted ? "--lift takes no SCORE" : "say the SCORE, 0 to 100, or --lift");
        }
        if (isLifted && until != null) {
            throw new ParameterException(spec.commandLine(), "--lift counts at once, not --until");
        }
        ServiceApi scoring = services.as(view.as()).scoring();
        String path = "/v1/accounts/%s/score/override".formatted(ServiceApi.encoded(id));
        Said said =
                isLifted
                        ? scoring.post(path + "/lift", Map.of("reason", reason), Said.class)
                        : scoring.put(path, Map.of(), body(), Said.class);
        Printed.answer(
                spec.commandLine().getOut(),
                view,
                said,
                isLifted
                        ? "lifted: the computed score of %s counts again".formatted(id)
                        : "said: %s; ./keepwell account %s shows it beside the computed score"
                                .formatted(id, id));
        return DONE;
    }

    private String body() {
        String as = kind == null ? SCORE : kind.as();
        try {
            return ContractJson.mapper()
                    .writeValueAsString(
                            new Body(score, as, reason, until == null ? null : until.toString()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
