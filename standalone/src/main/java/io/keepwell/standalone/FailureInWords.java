package io.keepwell.standalone;

import io.keepwell.infra.InfraException;
import io.keepwell.infra.PortTakenException;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.ServiceApi;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What a user sees when a command fails: for what was foreseen, words that name the cure; for the
 * rest, where it happened.
 */
final class FailureInWords implements IExecutionExceptionHandler {

    /** As for {@code status} where nothing runs. */
    private static final int NOTHING_ANSWERS = 3;

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine commandLine, ParseResult parseResult) {
        PrintWriter err = commandLine.getErr();
        err.println("keepwell: " + failure.getMessage());
        if (failure instanceof PortTakenException) {
            err.println(
                    "  The options --kafka-port, --postgres-port, --ingest-port, --scoring-port,"
                            + " --alerting-port and --playbook-port choose others.");
        }
        if (!isForeseen(failure)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof ServiceApi.UnreachableException
                ? NOTHING_ANSWERS
                : ExitCode.SOFTWARE;
    }

    private static boolean isForeseen(Exception failure) {
        return failure instanceof InfraException
                || failure instanceof ServiceProcess.ServiceFailedException
                || failure instanceof Survey.SurveyException
                || failure instanceof ServiceApi.RefusedException
                || failure instanceof ServiceApi.UnreachableException
                || failure instanceof TokenCommand.NoDeploymentException
                || failure instanceof ClientException
                || failure instanceof UncheckedIOException;
    }
}
