package io.keepwell.ingest;

import io.keepwell.infra.NewTopics;
import io.keepwell.infra.SharedInfra;
import io.keepwell.model.Topic;
import io.keepwell.runtime.testing.TestCollector;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The shared broker with the topics that ingest writes to, and the settings of the service. */
public final class IngestInfra implements QuarkusTestResourceLifecycleManager {

    /** Few, so that every partition gets some of a test's events. */
    public static final int PARTITIONS = 4;

    /** Until the JVM ends. */
    private static final TestCollector COLLECTOR = new TestCollector();

    @Override
    public Map<String, String> start() {
        String servers = SharedInfra.get().kafka().bootstrapServers();
        createTopics(servers);
        var settings = new HashMap<>(TestSources.settings());
        settings.putAll(COLLECTOR.settings());
        settings.put("kafka.bootstrap.servers", servers);
        settings.put("ingest.acknowledge-within", "2s");
        return settings;
    }

    @Override
    public void stop() {
        // The broker belongs to the whole run.
    }

    private static void createTopics(String servers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> wanted =
                    List.of(
                                    Topic.INBOUND_EVENTS,
                                    Topic.CUSTOMER_EVENTS,
                                    Topic.UNATTRIBUTED_EVENTS,
                                    Topic.REJECTED_EVENTS,
                                    Topic.REPLAYS)
                            .stream()
                            .map(Topic::topicName)
                            .filter(name -> !there.contains(name))
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList();
            NewTopics.create(servers, wanted);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
