package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.Load;
import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.benchmarks.load.LoadResult;
import io.keepwell.benchmarks.load.Pace;
import java.util.Optional;

/** Load whose every event is looked for afterwards. */
final class CountedLoad {

    private final Load load;
    private final Target target;
    private final BrokerTopics topics;
    private long expected;

    CountedLoad(Load load, Target target, BrokerTopics topics) {
        this.load = load;
        this.target = target;
        this.topics = topics;
        this.expected = target.topic().map(topics::written).orElse(0L);
    }

    LoadResult run(Pace pace) {
        LoadResult result = runUncounted(pace);
        requireAllWritten(result);
        return result;
    }

    LoadResult runUncounted(Pace pace) {
        return load.run(pace);
    }

    void requireAllWritten(LoadResult result) {
        Optional<String> topic = target.topic();
        if (topic.isEmpty()) {
            return;
        }
        expected += result.events();
        long written = topics.written(topic.get());
        if (written != expected) {
            throw new LoadFailedException(
                    "%s has acknowledged %d events, but %s has %d records and not %d"
                            .formatted(
                                    target.name(),
                                    result.events(),
                                    topic.get(),
                                    written,
                                    expected));
        }
    }
}
