package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.Load;
import io.keepwell.benchmarks.load.ProducerLoad;
import io.keepwell.benchmarks.process.Child;
import io.keepwell.model.Topic;
import java.util.Optional;
import java.util.OptionalLong;

/** Kafka's producer, and nothing before it. */
record ProducerTarget(String name, Child process) implements Target {

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public Optional<String> topic() {
        return Optional.of(Topic.CUSTOMER_EVENTS.topicName());
    }

    @Override
    public Load load(int batch, int connections) {
        return new ProducerLoad(process, batch, connections);
    }

    @Override
    public void close() {
        process.close();
    }
}
