package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.Load;
import io.keepwell.benchmarks.load.LoadResult;
import io.keepwell.benchmarks.load.Pace;
import io.keepwell.benchmarks.load.Values;
import io.keepwell.benchmarks.process.Broker;
import io.keepwell.benchmarks.process.CpuTimes;
import io.keepwell.benchmarks.process.JvmProbe;
import io.keepwell.benchmarks.profile.Area;
import io.keepwell.benchmarks.profile.Profile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures targets one after the other, each alone with a broker and this load program: first as
 * many events as it takes, then half of that at a fixed rate. What a target has acknowledged must
 * be on its topic, no more and no less, or nothing counts.
 */
final class IngestBench {

    private final Plan plan;
    private final Consumer<String> progress;
    private final Values values;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<ServiceProfile> profiles = new ArrayList<>();

    /**
     * @param progress is told what is being done
     */
    IngestBench(Plan plan, InstantSource clock, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.values = new Values(clock);
    }

    /** All that was measured, in the order of the plan. */
    record Result(List<Measurement> measurements, List<ServiceProfile> profiles) {
        Result {
            measurements = List.copyOf(measurements);
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * Where the service's CPU and memory go.
     *
     * @param batch how many events a request had
     * @param microsByThread CPU an event, by kind of thread, those of the JVM itself included
     * @param profile shares
     * @param recording the file with all of it
     */
    record ServiceProfile(
            int batch, Map<String, Double> microsByThread, Profile profile, Path recording) {}

    /**
     * Measures.
     *
     * @throws io.keepwell.benchmarks.load.LoadFailedException when a target has refused or lost
     *     something
     */
    Result run() {
        progress.accept("starting a broker");
        try (Broker broker = Broker.start(plan.kafkaPort(), plan.work().resolve("broker.log"));
                var topics = new BrokerTopics(broker.bootstrapServers())) {
            topics.create(plan.peer().map(Peer::topic).stream());
            var targets =
                    new Targets(
                            plan.root(),
                            plan.work(),
                            broker.bootstrapServers(),
                            values,
                            new SecureRandom());
            progress.accept("the broker serves on " + broker.bootstrapServers());
            warmUp(broker, topics, targets);
            for (Kind kind : EnumSet.copyOf(plan.kinds())) {
                progress.accept("starting " + kind);
                try (Target target = start(kind, targets)) {
                    measure(kind, target, broker, topics);
                }
            }
        }
        return new Result(measurements, profiles);
    }

    /** Or the target that comes first would be charged for a broker that is slow at first. */
    private void warmUp(Broker broker, BrokerTopics topics, Targets targets) {
        progress.accept(
                "warming the broker up, for %d s at most".formatted(plan.warmUp().toSeconds()));
        try (Target producer = targets.hastyProducer();
                Load load = producer.load(1, plan.connections())) {
            new WarmUp(List.of(broker.pid()), new CountedLoad(load, producer, topics))
                    .run(plan.warmUp());
        }
    }

    private Target start(Kind kind, Targets targets) {
        return switch (kind) {
            case SERVICE -> targets.service();
            case BARE -> targets.bare();
            case PRODUCER -> targets.producer();
            case PEER -> targets.peer(plan.peer().orElseThrow());
        };
    }

    private void measure(Kind kind, Target target, Broker broker, BrokerTopics topics) {
        Optional<JvmProbe> jvm =
                target.pid().isPresent() ? JvmProbe.of(target.pid().getAsLong()) : Optional.empty();
        try {
            var meter = new Meter(target.pid(), jvm, broker.pid());
            for (int batch : plan.batches()) {
                try (Load load = target.load(batch, plan.connections())) {
                    var counted = new CountedLoad(load, target, topics);
                    warmUp(target, batch, counted, broker);
                    measurements.add(measure(target, batch, counted, meter));
                    if (plan.withProfile() && kind == Kind.SERVICE) {
                        profiles.add(profile(target, batch, counted, jvm.orElseThrow()));
                    }
                }
            }
        } finally {
            jvm.ifPresent(JvmProbe::close);
        }
    }

    private void warmUp(Target target, int batch, CountedLoad load, Broker broker) {
        progress.accept(
                "%s, %s: warming up, for %d s at most"
                        .formatted(target.name(), Report.size(batch), plan.warmUp().toSeconds()));
        List<Long> pids = new ArrayList<>(List.of(broker.pid()));
        target.pid().ifPresent(pids::add);
        new WarmUp(pids, load).run(plan.warmUp());
    }

    private Measurement measure(Target target, int batch, CountedLoad load, Meter meter) {
        String what = "%s, %s".formatted(target.name(), Report.size(batch));
        progress.accept(
                "%s: as much as it takes, for %d s".formatted(what, plan.duration().toSeconds()));
        Meter.Reading before = meter.read();
        LoadResult most = load.runUncounted(new Pace.Closed(plan.duration()));
        Usage usage = Usage.between(before, meter.read());
        load.requireAllWritten(most);
        double rate = most.eventsPerSecond() / batch / 2;
        progress.accept(
                "%s: %.0f events/s; now half of that for %d s"
                        .formatted(what, most.eventsPerSecond(), plan.duration().toSeconds()));
        LoadResult half = load.run(new Pace.Fixed(plan.duration(), rate));
        return new Measurement(target.name(), batch, target.topic().isPresent(), most, usage, half);
    }

    private ServiceProfile profile(Target target, int batch, CountedLoad load, JvmProbe jvm) {
        progress.accept(
                "%s, %s: profiling for %d s"
                        .formatted(target.name(), Report.size(batch), plan.duration().toSeconds()));
        Path recording =
                plan.work().resolve("%s-%d.jfr".formatted(target.name(), batch)).toAbsolutePath();
        long pid = target.pid().orElseThrow();
        jvm.startRecording();
        Map<String, Duration> before = CpuTimes.ofThreads(pid);
        LoadResult result = load.run(new Pace.Closed(plan.duration()));
        Map<String, Duration> after = CpuTimes.ofThreads(pid);
        jvm.stopRecording(recording);
        Map<String, Double> micros = new HashMap<>();
        after.forEach((thread, used) ->
                micros.put(
                        thread,
                        used.minus(before.getOrDefault(thread, Duration.ZERO)).toNanos()
                                / 1_000.0
                                / result.events()));
        return new ServiceProfile(batch, micros, Profile.of(recording, Area.INGEST), recording);
    }
}
