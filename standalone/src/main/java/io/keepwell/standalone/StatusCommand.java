package io.keepwell.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what runs, where, and what it holds. */
@Command(
        name = "status",
        description = "Say what runs on this machine, where, and what the deployment holds.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: it runs", "1: it runs and does not answer", "3: nothing runs"})
final class StatusCommand implements Callable<Integer> {

    private static final int RUNS = 0;
    private static final int NOTHING_RUNS = 3;
    private static final long MEBIBYTE = 1L << 20;

    private final Home home;
    private final InstantSource clock;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    StatusCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /** The answer as JSON. */
    private record Answer(
            boolean running,
            String home,
            long homeBytes,
            @Nullable Where deployment,
            @Nullable Survey holds) {

        /** Where it runs, without the password. */
        private record Where(
                long pid,
                Instant readyAt,
                String ingest,
                String scoring,
                String alerting,
                String playbook,
                String kafka,
                String postgres) {
            static Where of(Deployment it) {
                return new Where(
                        it.process().pid(),
                        it.readyAt(),
                        it.ingest(),
                        it.scoring(),
                        it.alerting(),
                        it.playbook(),
                        it.kafka(),
                        it.postgres());
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<Deployment> running = Deployment.running(home);
        Survey survey = running.map(Survey::of).orElse(null);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    Json.of(
                            new Answer(
                                    running.isPresent(),
                                    home.folder().toString(),
                                    home.size(),
                                    running.map(Answer.Where::of).orElse(null),
                                    survey)));
        } else if (running.isPresent() && survey != null) {
            print(out, running.get(), survey);
        } else {
            out.println("Nothing runs on %s. Start it with ./keepwell up".formatted(home.folder()));
        }
        return running.isPresent() ? RUNS : NOTHING_RUNS;
    }

    private void print(PrintWriter out, Deployment deployment, Survey survey) throws IOException {
        Duration up = Duration.between(deployment.readyAt(), clock.instant());
        out.println(
                "Keepwell runs as process %d since %s (%d min)."
                        .formatted(
                                deployment.process().pid(), deployment.readyAt(), up.toMinutes()));
        out.println();
        out.println("Events to   %s/v1/events".formatted(deployment.ingest()));
        out.println("Accounts    %s/v1/accounts".formatted(deployment.scoring()));
        out.println("Alerts      %s/v1/alerts".formatted(deployment.alerting()));
        out.println("Tasks       %s/v1/tasks".formatted(deployment.playbook()));
        out.println("Kafka       %s".formatted(deployment.kafka()));
        out.println("PostgreSQL  %s".formatted(deployment.postgres()));
        out.println("Data        %s (%d MiB)".formatted(home.folder(), home.size() / MEBIBYTE));
        out.println();
        out.println("%-30s %10s %12s".formatted("topic", "partitions", "records"));
        survey.topics()
                .forEach(topic ->
                        out.println(
                                "%-30s %10d %12d"
                                        .formatted(
                                                topic.topic(),
                                                topic.partitions(),
                                                topic.records())));
        out.println();
        out.println("%-30s %23s".formatted("database", "size"));
        survey.databases()
                .forEach(database ->
                        out.println(
                                "%-30s %19d MiB"
                                        .formatted(
                                                database.database(), database.bytes() / MEBIBYTE)));
    }
}
