package io.keepwell.standalone;

import io.keepwell.model.WireName;
import io.keepwell.model.token.AccountsSeen;
import io.keepwell.model.token.SigningKey;
import io.keepwell.model.token.TokenHolder;
import io.keepwell.model.token.TokenRole;
import io.keepwell.policy.words.Words;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints an access token for the deployment on this machine. */
@Command(
        name = "token",
        description = {
            "Print an access token for the services on this machine, and nothing else.",
            "A request shows it: Authorization: Bearer <token>."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./keepwell token --role viewer",
            "  ./keepwell token --role csm --name dana           dana's own accounts",
            "  ./keepwell token --role lead --team emea          the accounts of a team",
            "  ./keepwell token --role csm,ops --accounts all --valid 30m",
            "  curl -H \"Authorization: Bearer $(./keepwell token --role viewer)\" \\",
            "       localhost:8082/v1/accounts"
        })
final class TokenCommand implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([mhd])");
    private static final Duration VALID_MAX = Duration.ofDays(366);

    private final Home home;
    private final InstantSource clock;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description =
                    "What its holder may do: viewer, csm, lead, ops, admin; repeated or joined by"
                            + " commas.")
    private List<String> roles = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who holds it, as accounts name their csm. Default: ${sys:user.name}")
    private String name = "";

    @Option(names = "--team", paramLabel = "TEAM", description = "The team of its holder.")
    private @Nullable String team;

    @Option(
            names = "--accounts",
            paramLabel = "WHICH",
            description =
                    "Which accounts it shows: own, team or all. Default: own to a csm, those of"
                            + " the team to a lead, all to the others.")
    private @Nullable String accounts;

    @Option(
            names = "--valid",
            paramLabel = "TIME",
            defaultValue = "12h",
            description = "How long: 30m, 12h, 7d; at most 366d. Default: ${DEFAULT-VALUE}")
    private String valid = "";

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    TokenCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Duration duration = duration();
        TokenHolder holder = holder();
        var secrets = new Secrets(home.secrets(), new SecureRandom());
        if (!secrets.hasSigningKey()) {
            throw new NoDeploymentException(
                    "there is no deployment in %s yet, so nobody would know the token; start one with ./keepwell up"
                            .formatted(home.folder()));
        }
        Instant now = clock.instant();
        String token =
                secrets.signingKey().sign(holder, SigningKey.ISSUER, now, now.plus(duration));
        spec.commandLine().getOut().println(token);
        return 0;
    }

    /** There is no key to sign with. */
    static final class NoDeploymentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoDeploymentException(String message) {
            super(message);
        }
    }

    private TokenHolder holder() {
        Set<TokenRole> held = roles.stream().map(this::role).collect(Collectors.toSet());
        @Nullable AccountsSeen seen = accounts == null ? null : seen(accounts);
        try {
            return TokenHolder.of(name, held, seen, team);
        } catch (IllegalArgumentException e) {
            throw wrong(
                    team == null && isOfTeam(held, seen)
                            ? "Whose accounts? Name the team with --team, or choose --accounts own"
                                    + " or all"
                            : "" + e.getMessage());
        }
    }

    private static boolean isOfTeam(Set<TokenRole> held, @Nullable AccountsSeen seen) {
        return seen == AccountsSeen.TEAM || (seen == null && held.contains(TokenRole.LEAD));
    }

    private TokenRole role(String word) {
        return TokenRole.of(word.strip())
                .orElseThrow(() -> wrong("Unknown role '%s'. %s".formatted(word, hint(word))));
    }

    private AccountsSeen seen(String word) {
        try {
            return AccountsSeen.of(word);
        } catch (IllegalArgumentException e) {
            throw wrong("--accounts must be own, team or all, was '%s'".formatted(word));
        }
    }

    private static String hint(String word) {
        return Words.nearest(word.strip().toLowerCase(Locale.ROOT), words())
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> "Roles are " + String.join(", ", words()));
    }

    private static List<String> words() {
        return Arrays.stream(TokenRole.values()).map(WireName::wireName).toList();
    }

    private Duration duration() {
        Matcher parts = DURATION.matcher(valid);
        if (parts.matches()) {
            long count = Long.parseLong(parts.group(1));
            Duration duration =
                    switch (parts.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            if (duration.compareTo(VALID_MAX) <= 0) {
                return duration;
            }
        }
        throw wrong("--valid must be a time such as 30m, 12h or 7d, at most 366d, was " + valid);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
