package io.keepwell.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A process that starts the infrastructure, commits something and then waits to be killed. */
final class InfraProcess {

    static final String TOPIC = "kept";
    static final List<String> VALUES = List.of("a", "b", "c");

    private InfraProcess() {}

    /** Takes the port of Kafka, that of PostgreSQL and, to keep the data, a directory. */
    public static void main(String[] args)
            throws SQLException, ExecutionException, InterruptedException, IOException {
        InfraOptions options =
                args.length > 2 ? InfraOptions.keptIn(Path.of(args[2])) : InfraOptions.throwaway();
        try (Infra infra =
                EmbeddedInfra.start(
                        options.withPorts(Integer.parseInt(args[0]), Integer.parseInt(args[1])))) {
            Topic.create(infra.kafka(), TOPIC).send(Map.of(), VALUES);
            Sql sql = new Sql(infra.postgres(), "postgres");
            sql.run("create table t (v text)");
            for (String value : VALUES) {
                sql.run("insert into t values ('%s')".formatted(value));
            }
            ChildJvm.reportReadyAndWait();
        }
    }
}
