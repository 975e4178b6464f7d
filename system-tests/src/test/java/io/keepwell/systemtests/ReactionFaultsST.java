package io.keepwell.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.message.AccountChange;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is killed while accounts turn red, each of them opens one alert and starts one play. */
@ExtendWith(SharedUp.class)
class ReactionFaultsST {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ACCOUNTS = 60;
    private static final int KILLS = 3;

    /** Opened by the shipped play churn-risk (A12, A14); its eighth waits for leave. */
    private static final int TASKS = 7;

    private final LocalUp up;

    ReactionFaultsST(LocalUp up) {
        this.up = up;
    }

    @Test
    void shouldOpenOneAlertAndStartOnePlayForEachAccountWhateverIsKilled() throws Exception {
        // Given
        List<String> accounts =
                IntStream.range(0, ACCOUNTS).mapToObj("killed-%02d"::formatted).toList();

        // When both are killed again and again, with work in hand
        for (int kill = 0; kill < KILLS; kill++) {
            int from = kill * ACCOUNTS / KILLS;
            int to = (kill + 1) * ACCOUNTS / KILLS;
            send(accounts.subList(from, from + 1));
            await().atMost(PATIENCE).until(() -> alerts().size() > from && plays().size() > from);
            // They react within some hundred milliseconds now: longer than sending these takes.
            send(accounts.subList(from + 1, to));
            up.service("alerting").destroyForcibly();
            up.service("playbook").destroyForcibly();
        }
        up.awaitReady("alerting");
        up.awaitReady("playbook");

        // Then
        await().atMost(PATIENCE)
                .until(() ->
                        alerts().size() == ACCOUNTS
                                && plays().size() == ACCOUNTS
                                && tasks().values().stream().mapToInt(it -> it).sum()
                                        == ACCOUNTS * TASKS);
        assertThat(alerts()).containsOnlyKeys(accounts);
        assertThat(alerts().values()).containsOnly(1);
        assertThat(plays()).containsOnlyKeys(accounts);
        assertThat(plays().values()).containsOnly(1);
        assertThat(tasks().values()).containsOnly(TASKS);
        String lead = up.token("--role", "lead", "--accounts", "all");
        for (String account : accounts) {
            assertThat(up.items("alerting", "/v1/alerts?accountId=" + account, lead))
                    .allSatisfy(alert -> assertThat(alert.get("firings").asInt()).isOne())
                    .hasSize(2);
            assertThat(up.items("playbook", "/v1/plays?accountId=" + account, lead)).hasSize(1);
        }
        numbersAreWhole(Topic.ALERTS);
        numbersAreWhole(Topic.TASKS);
    }

    private void send(List<String> accounts) throws Exception {
        for (String account : accounts) {
            var _ = up.send(Northwind.inTrouble(account, "Dana Li", "east"));
        }
    }

    /** How often each account's being red was told to have opened an alert. */
    private Map<String, Integer> alerts() {
        return count(
                Topic.ALERTS,
                it ->
                        it instanceof AlertChangedV1 changed
                                && changed.change() == AlertChange.OPENED
                                && changed.alert().rule().id().equals("health-red"));
    }

    /** How often each account was told to have started a play. */
    private Map<String, Integer> plays() {
        return count(
                Topic.TASKS,
                it ->
                        it instanceof PlayChangedV1 changed
                                && changed.change() == PlayChange.STARTED);
    }

    /** How many tasks each account was told to have. */
    private Map<String, Integer> tasks() {
        return count(
                Topic.TASKS,
                it -> it instanceof TaskChangedV1 changed && changed.change() == TaskChange.OPENED);
    }

    private Map<String, Integer> count(Topic topic, Predicate<AccountChange> wanted) {
        return told(topic).stream()
                .filter(wanted)
                .collect(
                        Collectors.toMap(
                                it -> it.accountId().value(), _ -> 1, Integer::sum, TreeMap::new));
    }

    /** What was told, without what came again by the same id, as readers are asked to do. */
    private List<AccountChange> told(Topic topic) {
        var first = new LinkedHashMap<String, AccountChange>();
        Topics.messages(up.of("kafka"), topic).stream()
                .map(AccountChange.class::cast)
                .forEach(it -> first.putIfAbsent(it.messageId(), it));
        return List.copyOf(first.values());
    }

    private void numbersAreWhole(Topic topic) {
        Map<AccountId, List<Long>> numbers = new LinkedHashMap<>();
        told(topic)
                .forEach(it ->
                        numbers.computeIfAbsent(it.accountId(), _ -> new ArrayList<>())
                                .add(it.sequence()));
        assertThat(numbers)
                .allSatisfy((_, its) ->
                        assertThat(its)
                                .containsExactlyElementsOf(
                                        LongStream.rangeClosed(1, its.size()).boxed().toList()));
    }
}
