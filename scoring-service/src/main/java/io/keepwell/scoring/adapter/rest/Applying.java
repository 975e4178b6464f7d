package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.outbox.OutboxRelay;
import io.keepwell.scoring.application.policy.PolicyShelf;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts policies in force for whoever was asked to, and tells what came of it. */
@Singleton
class Applying {

    private static final Logger LOGGER = LoggerFactory.getLogger(Applying.class);
    private static final String ANY = "*";

    private final PolicyShelf store;
    private final OutboxRelay relay;

    Applying(PolicyShelf store, OutboxRelay relay) {
        this.store = store;
        this.relay = relay;
    }

    /**
     * Applies, or says what applying would do.
     *
     * @param application what is to be in force
     * @param dryRun whether only to say it
     * @return 200 with what is different, or 412
     */
    Uni<Response> apply(PolicyShelf.Application application, boolean dryRun) {
        String version = application.bundle().version();
        return Uni.createFrom()
                .completionStage(
                        () -> dryRun ? store.compare(application) : store.apply(application))
                .map(it ->
                        switch (it) {
                            case PolicyShelf.Outcome.Done done -> {
                                if (!dryRun && done.isNews(version)) {
                                    relay.wake();
                                    LOGGER.atInfo()
                                            .addKeyValue("policyVersion", version)
                                            .log("other policies are in force");
                                }
                                yield Response.ok(PolicyViews.Applied.of(version, done, dryRun))
                                        .build();
                            }
                            case PolicyShelf.Outcome.Superseded(var current) ->
                                    ProblemResponses.of(
                                            ProblemType.PRECONDITION_FAILED.withDetail(
                                                    "in force is %s; look at what it changed, and"
                                                                    .formatted(current)
                                                            + " apply again"));
                        });
    }

    /**
     * Whether policies may be replaced.
     *
     * @param ifMatch the versions that may be, quoted; any when absent
     * @param version the version in force, null before there is any
     * @return true when it is one of them
     */
    static boolean matches(@Nullable String ifMatch, @Nullable String version) {
        if (ifMatch == null) {
            return true;
        }
        List<String> accepted = Arrays.stream(ifMatch.split(",", -1)).map(String::strip).toList();
        return version != null
                && (accepted.contains(ANY) || accepted.contains("\"%s\"".formatted(version)));
    }
}
