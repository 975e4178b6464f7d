package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.HttpAddress;
import io.keepwell.benchmarks.load.HttpLoad;
import io.keepwell.benchmarks.load.Load;
import io.keepwell.benchmarks.load.Template;
import io.keepwell.benchmarks.load.Values;
import java.util.Optional;
import java.util.OptionalLong;

/** A target that takes events over HTTP. */
final class HttpTarget implements Target {

    private final String name;
    private final HttpAddress address;
    private final Bodies bodies;
    private final Values values;
    private final OptionalLong pid;
    private final Optional<String> topic;
    private final Runnable close;

    /**
     * @param process that it is, if that is known
     * @param topic to which it writes events, if it does
     * @param close ends it
     */
    HttpTarget(
            String name,
            HttpAddress address,
            Bodies bodies,
            Values values,
            OptionalLong process,
            Optional<String> topic,
            Runnable close) {
        this.name = name;
        this.address = address;
        this.bodies = bodies;
        this.values = values;
        this.pid = process;
        this.topic = topic;
        this.close = close;
    }

    /**
     * What it is sent.
     *
     * @param single the body of one event
     * @param batch the body of many, with {@link Template#ITEMS}
     * @param item one of them
     */
    record Bodies(String single, String batch, String item) {

        private static final String EVENT = "{event}";

        /** Puts the event where the texts say. */
        Bodies with(String event) {
            return new Bodies(
                    single.replace(EVENT, event),
                    batch.replace(EVENT, event),
                    item.replace(EVENT, event));
        }

        Template of(int events) {
            return events == 1 ? Template.single(single) : Template.batch(batch, item, events);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalLong pid() {
        return pid;
    }

    @Override
    public Optional<String> topic() {
        return topic;
    }

    @Override
    public Load load(int batch, int connections) {
        return new HttpLoad(address, bodies.of(batch), values, connections);
    }

    @Override
    public void close() {
        close.run();
    }
}
