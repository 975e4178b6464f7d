package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.event.CustomerEventV1;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same events, in any order and in any batches, are the same facts. */
class FactsCommuteTest {

    private static final int TODAY = 20_778;

    @ParameterizedTest
    @CsvSource({
        // events, days, members before sampling
        "400, 20, 131072",
        "400, 500, 131072",
        "2000, 120, 131072",
        "2000, 120, 100",
        "2000, 3, 40"
    })
    void shouldGiveTheSameFactsInAnyOrderAndAnyBatches(int count, int days, int membersMax) {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 3; run++) {
            // Given
            List<CustomerEventV1> events = Events.random(random, count, TODAY, days);
            Rows inOrder = folded(events, membersMax, random);
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);

            // When
            Rows inDisorder = folded(shuffled, membersMax, random);

            // Then
            assertThat(inDisorder.text(TODAY))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(inOrder.text(TODAY));
        }
    }

    @Test
    void shouldGiveTheSameBytesInAnyOrderWhileNothingHasSlidOut() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int run = 0; run < 5; run++) {
            // Given
            List<CustomerEventV1> events = Events.random(random, 1_500, TODAY, 100);
            Rows inOrder = folded(events, ActivitySet.MEMBERS_MAX, random);
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);

            // When
            Rows inDisorder = folded(shuffled, ActivitySet.MEMBERS_MAX, random);

            // Then
            assertThat(inDisorder.bytes())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(inOrder.bytes());
        }
    }

    private static Rows folded(List<CustomerEventV1> events, int membersMax, Random random) {
        var rows = new Rows(membersMax);
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(200));
            rows.fold(events.subList(from, to), TODAY);
            from = to;
        }
        return rows;
    }
}
