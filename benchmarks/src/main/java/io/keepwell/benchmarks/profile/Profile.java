package io.keepwell.benchmarks.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What a recording tells, in shares of the whole.
 *
 * @param cpuByArea CPU of the JVM's own threads, by the innermost frame that belongs to an area
 * @param cpuByMethod the same, by the innermost frame
 * @param bytesByArea what was allocated, as CPU is
 * @param bytesByClass the same, by the class of what was allocated
 */
public record Profile(
        Map<String, Double> cpuByArea,
        Map<String, Double> cpuByMethod,
        Map<String, Double> bytesByArea,
        Map<String, Double> bytesByClass) {

    private static final String ELSEWHERE = "elsewhere";

    /** Copies the shares. */
    public Profile {
        cpuByArea = Map.copyOf(cpuByArea);
        cpuByMethod = Map.copyOf(cpuByMethod);
        bytesByArea = Map.copyOf(bytesByArea);
        bytesByClass = Map.copyOf(bytesByClass);
    }

    /**
     * Reads a recording.
     *
     * @param file as {@code JvmProbe} has it written
     * @param areas by which to sum up
     * @return the shares
     * @throws UncheckedIOException when it cannot be read
     */
    public static Profile of(Path file, List<Area> areas) {
        Map<String, Double> cpuByArea = new HashMap<>();
        Map<String, Double> cpuByMethod = new HashMap<>();
        Map<String, Double> bytesByArea = new HashMap<>();
        Map<String, Double> bytesByClass = new HashMap<>();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.CPUTimeSample" -> {
                        add(cpuByArea, area(event.getStackTrace(), areas), 1);
                        add(cpuByMethod, method(event.getStackTrace()), 1);
                    }
                    case "jdk.ObjectAllocationSample" -> {
                        double bytes = event.getLong("weight");
                        RecordedClass type = event.getClass("objectClass");
                        add(bytesByArea, area(event.getStackTrace(), areas), bytes);
                        add(bytesByClass, type.getName(), bytes);
                    }
                    default -> {
                        // Of no interest here.
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new Profile(
                shares(cpuByArea), shares(cpuByMethod), shares(bytesByArea), shares(bytesByClass));
    }

    private static void add(Map<String, Double> sums, String name, double weight) {
        sums.merge(name, weight, Double::sum);
    }

    private static Map<String, Double> shares(Map<String, Double> sums) {
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new HashMap<>();
        sums.forEach((name, sum) -> shares.put(name, sum / all));
        return shares;
    }

    private static String area(@Nullable RecordedStackTrace stack, List<Area> areas) {
        if (stack == null) {
            return ELSEWHERE;
        }
        return stack.getFrames().stream()
                .map(frame -> Area.of(areas, frame.getMethod().getType().getName()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Area::name)
                .orElse(ELSEWHERE);
    }

    private static String method(@Nullable RecordedStackTrace stack) {
        if (stack == null || stack.getFrames().isEmpty()) {
            return ELSEWHERE;
        }
        RecordedFrame frame = stack.getFrames().getFirst();
        return "%s.%s"
                .formatted(frame.getMethod().getType().getName(), frame.getMethod().getName());
    }
}
