package io.keepwell.scoring.domain.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeenWindowTest {

    private static final int HOUR = 490_000;
    private static final long PLENTY = Long.MAX_VALUE;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122);

    @Test
    void shouldNameTheHourOfEveryEventThatItHasSeen() {
        var window = new SeenWindow();
        List<EventHash> seen = hashes(20_000);
        seen.forEach(hash -> window.add(HOUR, hash));

        assertThat(seen).allSatisfy(hash -> assertThat(window.hoursOf(HOUR, hash)).contains(HOUR));
    }

    @Test
    void shouldTellNearlyAllNewEventsApart() {
        var window = new SeenWindow();
        hashes(100_000).forEach(hash -> window.add(HOUR, hash));

        long taken =
                hashes(10_000).stream()
                        .filter(hash -> !window.hoursOf(HOUR, hash).isEmpty())
                        .count();

        assertThat(taken).isLessThan(1_000);
    }

    @Test
    void shouldKnowAnEventFor48HoursAndNoLonger() {
        var window = new SeenWindow();
        EventHash hash = hashes(1).getFirst();
        window.add(HOUR, hash);

        assertThat(window.hoursOf(HOUR + SeenWindow.HOURS, hash)).containsExactly(HOUR);
        assertThat(window.hoursOf(HOUR + SeenWindow.HOURS + 1, hash)).isEmpty();

        window.trim(HOUR + SeenWindow.HOURS + 1, PLENTY);
        assertThat(window.bytes()).isZero();
    }

    @Test
    void shouldNameHoursWhoseFiltersHadToGoForEveryEvent() {
        // Given
        var window = new SeenWindow();
        hashes(10_000).forEach(hash -> window.add(HOUR, hash));
        hashes(10_000).forEach(hash -> window.add(HOUR + 1, hash));

        // When
        window.trim(HOUR + 1, window.bytes() - 1);

        // Then
        assertThat(hashes(100))
                .allSatisfy(hash -> assertThat(window.hoursOf(HOUR + 1, hash)).contains(HOUR));
    }

    @Test
    void shouldKeepTheHashesThatItWrote() {
        List<EventHash> hashes = hashes(50);

        assertThat(EventHash.decode(EventHash.encode(hashes)))
                .containsExactlyInAnyOrderElementsOf(hashes);
    }

    private List<EventHash> hashes(int count) {
        return Stream.generate(() -> new EventHash(random.nextLong(), random.nextLong()))
                .limit(count)
                .toList();
    }
}
