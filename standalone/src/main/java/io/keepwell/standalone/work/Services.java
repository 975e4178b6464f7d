package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Answers.Alert;
import io.keepwell.standalone.work.Answers.Alerts;
import io.keepwell.standalone.work.Answers.Play;
import io.keepwell.standalone.work.Answers.Plays;
import io.keepwell.standalone.work.Answers.Task;
import io.keepwell.standalone.work.Answers.Tasks;
import io.keepwell.standalone.work.Answers.WholePlay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The services of a deployment, as one person sees them.
 *
 * @param scoring accounts and their scores
 * @param alerting alerts
 * @param playbook plays and tasks
 */
public record Services(ServiceApi scoring, ServiceApi alerting, ServiceApi playbook) {

    private static final int PAGE_MAX = 200;
    private static final int UUID_LENGTH = 36;
    private static final int ENDING_MIN = 4;

    /** Finds the services. */
    @FunctionalInterface
    public interface Finder {

        /**
         * Those of the deployment that runs, or where one runs unless told otherwise.
         *
         * @param name whose accounts are seen; null for all
         * @return the services
         */
        Services as(@Nullable String name);
    }

    Answers.Accounts accounts(Map<String, @Nullable String> query) {
        return scoring.get("/v1/accounts", query, Answers.Accounts.class);
    }

    Answers.Account account(String id) {
        return scoring.get(
                "/v1/accounts/" + ServiceApi.encoded(id), Map.of(), Answers.Account.class);
    }

    Answers.Raised signals(String id) {
        return scoring.get(
                "/v1/accounts/" + ServiceApi.encoded(id), Map.of(), Answers.Raised.class);
    }

    Answers.Score score(String id) {
        return scoring.get(
                "/v1/accounts/" + ServiceApi.encoded(id) + "/score", Map.of(), Answers.Score.class);
    }

    /** The score of the past, by the policies of then or of a version. */
    Answers.Score score(String id, Instant at, @Nullable String version) {
        return scoring.get(
                "/v1/accounts/" + ServiceApi.encoded(id) + "/score",
                new Query().with("at", at).with("version", version).parameters(),
                Answers.Score.class);
    }

    /** Why the score is another than it was. */
    Answers.Difference difference(String id, Instant since) {
        return scoring.get(
                "/v1/accounts/" + ServiceApi.encoded(id) + "/score/explain",
                new Query().with("from", since).parameters(),
                Answers.Difference.class);
    }

    Alerts alerts(Map<String, @Nullable String> query) {
        return alerting.get("/v1/alerts", query, Alerts.class);
    }

    /** Which tasks wait for the leave of who asks. */
    static Query toApprove(int limit) {
        return new Query().with("toApprove", true).with("limit", limit);
    }

    Tasks tasks(Map<String, @Nullable String> query) {
        return playbook.get("/v1/tasks", query, Tasks.class);
    }

    Plays plays(Map<String, @Nullable String> query) {
        return playbook.get("/v1/plays", query, Plays.class);
    }

    WholePlay play(UUID id) {
        return playbook.get("/v1/plays/" + id, Map.of(), WholePlay.class);
    }

    /**
     * The alert that somebody names.
     *
     * @param id its id, or four or more characters at the end of the id of one that is not resolved
     */
    UUID alert(String id) {
        return named(
                id,
                "open alert",
                "./keepwell alerts",
                cursor -> {
                    Alerts page = alerts(page(cursor));
                    return new Page(
                            page.items().stream().map(Alert::alertId).toList(), page.next());
                });
    }

    /**
     * The task that somebody names.
     *
     * @param id its id, or four or more characters at the end of the id of one that is open
     */
    UUID task(String id) {
        return task(id, "open");
    }

    /** The same of one that waits for an approval. */
    UUID waitingTask(String id) {
        return task(id, "waiting");
    }

    private UUID task(String id, String state) {
        return named(
                id,
                state + " task",
                "./keepwell tasks --state " + state,
                cursor -> {
                    Map<String, @Nullable String> query = page(cursor);
                    query.put("state", state);
                    Tasks page = tasks(query);
                    return new Page(page.items().stream().map(Task::taskId).toList(), page.next());
                });
    }

    /**
     * The play that somebody names.
     *
     * @param id its id, or four or more characters at the end of the id of one of those that began
     *     last
     */
    UUID play(String id) {
        return named(
                id,
                "play",
                "./keepwell plays --state all",
                cursor -> {
                    Plays page = plays(page(cursor));
                    return new Page(page.items().stream().map(Play::playId).toList(), page.next());
                });
    }

    private record Page(List<UUID> ids, @Nullable String next) {}

    private static Map<String, @Nullable String> page(@Nullable String cursor) {
        Map<String, @Nullable String> query = new HashMap<>();
        query.put("limit", Integer.toString(PAGE_MAX));
        query.put("cursor", cursor);
        return query;
    }

    private static UUID named(
            String id, String what, String list, Function<@Nullable String, Page> pages) {
        if (id.strip().length() < ENDING_MIN) {
            // All ids end in nothing, which is what a script's unset variable holds.
            throw new ServiceApi.RefusedException(
                    "'%s' is too little of the id of the %s; give its last %d characters or more"
                            .formatted(id, what, ENDING_MIN));
        }
        if (id.length() >= UUID_LENGTH) {
            return whole(id, what);
        }
        var found = new ArrayList<UUID>();
        String cursor = null;
        do {
            Page page = pages.apply(cursor);
            page.ids().stream().filter(it -> it.toString().endsWith(id)).forEach(found::add);
            cursor = page.next();
        } while (cursor != null);
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                    throw new ServiceApi.RefusedException(
                            "no %s ends in '%s'; %s lists them".formatted(what, id, list));
            default ->
                    throw new ServiceApi.RefusedException(
                            "%d %ss end in '%s'; give more of the id"
                                    .formatted(found.size(), what, id));
        };
    }

    private static UUID whole(String id, String what) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ServiceApi.RefusedException("'%s' is no %s's id".formatted(id, what));
        }
    }
}
