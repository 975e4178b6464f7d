package io.keepwell.benchmarks.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keepwell.benchmarks.load.LoadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** What was measured, for programs. */
final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double MEDIAN = 50;
    private static final double P99 = 99;

    private ReportJson() {}

    /**
     * Writes it.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    static void write(IngestBench.Result result, Path file) {
        ObjectNode document = MAPPER.createObjectNode();
        ArrayNode measurements = document.putArray("measurements");
        result.measurements().forEach(it -> measurement(it, measurements.addObject()));
        try {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void measurement(Measurement it, ObjectNode to) {
        to.put("target", it.target()).put("batch", it.batch());
        load(it.most(), to.putObject("full"));
        load(it.half(), to.putObject("half"));
        number(it.targetMicros(), to, "targetCpuMicros");
        number(it.brokerMicros(), to, "brokerCpuMicros");
        number(it.sumMicros(), to, "cpuMicros");
        number(it.loadMicros(), to, "loadCpuMicros");
        number(it.allocatedBytes(), to, "allocatedBytes");
        to.put("othersCores", it.usage().othersCores()).put("busy", it.usage().isBusy());
    }

    private static void load(LoadResult it, ObjectNode to) {
        to.put("events", it.events())
                .put("eventsPerSecond", it.eventsPerSecond())
                .put("p50Millis", it.millisAt(MEDIAN))
                .put("p99Millis", it.millisAt(P99));
    }

    private static void number(OptionalDouble number, ObjectNode to, String name) {
        number.ifPresent(it -> to.put(name, it));
    }
}
