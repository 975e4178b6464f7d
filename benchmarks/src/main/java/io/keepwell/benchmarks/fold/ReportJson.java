package io.keepwell.benchmarks.fold;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was measured, for programs. */
final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    /**
     * Writes it.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    static void write(List<Measurement> measurements, Path file) {
        ObjectNode document = MAPPER.createObjectNode();
        ArrayNode rows = document.putArray("measurements");
        measurements.forEach(it -> row(it, rows.addObject()));
        ArrayNode aims = document.putArray("aims");
        Aims.of(measurements)
                .forEach(aim -> aims.addObject().put("aim", aim.text()).put("met", aim.isMet()));
        try {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void row(Measurement it, ObjectNode to) {
        to.put("target", it.kind().name().toLowerCase(Locale.ROOT))
                .put("perAccount", it.load().perAccount())
                .put("accounts", it.load().accounts())
                .put("hot", it.load().isHot())
                .put("events", it.events())
                .put("eventsPerSecond", it.eventsPerSecond())
                .put("targetCpuMicros", it.targetMicros())
                .put("brokerCpuMicros", it.brokerMicros())
                .put("postgresCpuMicros", it.postgresMicros())
                .put("cpuMicros", it.sumMicros())
                .put("writtenTogether", it.outcome().together())
                .put("changes", it.outcome().history())
                .put("duplicates", it.outcome().duplicate())
                .put("othersCores", it.usage().othersCores())
                .put("busy", it.usage().isBusy());
    }
}
