package io.keepwell.scoring.simulation;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.Topic;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthChange;
import io.keepwell.runtime.ContractRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Looks at what readers were told. */
final class WireInspection {

    /** How far the log was read when time did something depends on who came first. */
    private static final Pattern NEXT_OFFSET = Pattern.compile("\"nextOffset\":\\d+");

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    private final List<Violation> violations = new ArrayList<>();

    private WireInspection() {}

    static List<Violation> of(
            HealthTopics topics, SortedMap<Tables.AccountKey, Oracle.Told> expected) {
        var inspection = new WireInspection();
        List<ProducerRecord<String, byte[]>> committed = topics.committed();
        var changes = byAccount(committed, Topic.HEALTH_CHANGES);
        var accounts = byAccount(committed, Topic.ACCOUNTS);
        expected.forEach((account, told) -> {
            inspection.changes(account.id(), told, changes.getOrDefault(account.id(), List.of()));
            inspection.account(
                    account.id(), told.verdict(), accounts.getOrDefault(account.id(), List.of()));
        });
        return inspection.violations;
    }

    private void changes(
            String account, Oracle.Told told, List<ProducerRecord<String, byte[]>> records) {
        List<String> wanted =
                told.changes().stream()
                        .flatMap(it -> it.messages().stream())
                        .map(WireInspection::text)
                        .toList();
        List<String> found =
                firsts(account, records).stream().map(WireInspection::comparable).toList();
        if (wanted.equals(found)) {
            return;
        }
        int same = 0;
        while (same < wanted.size()
                && same < found.size()
                && wanted.get(same).equals(found.get(same))) {
            same++;
        }
        violate(
                "%s was told %d changes of %d; of the first %d that are as expected comes %s instead of %s"
                        .formatted(
                                account,
                                found.size(),
                                wanted.size(),
                                same,
                                same < found.size() ? found.get(same) : "nothing",
                                same < wanted.size() ? wanted.get(same) : "nothing"));
    }

    /** Each message where it comes first; those that repeat it must say the same. */
    private List<String> firsts(String account, List<ProducerRecord<String, byte[]>> records) {
        var firsts = new LinkedHashMap<String, String>();
        for (ProducerRecord<String, byte[]> record : records) {
            String before = firsts.putIfAbsent(id(record), text(record));
            if (before != null && !before.equals(text(record))) {
                violate("%s: one id, two messages: %s".formatted(account, text(record)));
            }
        }
        return List.copyOf(firsts.values());
    }

    private void account(
            String account,
            @Nullable Verdict verdict,
            List<ProducerRecord<String, byte[]>> records) {
        if (verdict == null) {
            return;
        }
        List<Long> sequences =
                firsts(account, records).stream().map(WireInspection::sequence).toList();
        if (!sequences.equals(sequences.stream().sorted().toList())) {
            violate("%s was shown in another order: %s".formatted(account, sequences));
        }
        if (records.isEmpty() || sequence(text(records.getLast())) != verdict.sequence()) {
            violate(
                    "%s is shown as of %s, but is at %d"
                            .formatted(account, sequences, verdict.sequence()));
        }
    }

    private static long sequence(String text) {
        Matcher matcher = SEQUENCE.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static String text(HealthChange change) {
        return comparable(text(ContractRecords.producerRecord(change, Instant.EPOCH)));
    }

    private static String comparable(String text) {
        return text.contains("\"kind\":\"%s\"".formatted(CauseKind.TIME.wireName()))
                ? NEXT_OFFSET.matcher(text).replaceAll("\"nextOffset\":0")
                : text;
    }

    private static String text(ProducerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String id(ProducerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    private static Map<String, List<ProducerRecord<String, byte[]>>> byAccount(
            List<ProducerRecord<String, byte[]>> records, Topic topic) {
        var byAccount = new TreeMap<String, List<ProducerRecord<String, byte[]>>>();
        records.stream()
                .filter(it -> it.topic().equals(topic.topicName()))
                .forEach(it -> byAccount.computeIfAbsent(it.key(), _ -> new ArrayList<>()).add(it));
        return byAccount;
    }

    private void violate(String detail) {
        violations.add(new Violation(Invariant.WIRE, detail));
    }
}
