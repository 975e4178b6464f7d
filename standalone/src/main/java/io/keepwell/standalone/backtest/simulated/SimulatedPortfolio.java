package io.keepwell.standalone.backtest.simulated;

import io.keepwell.model.event.CustomerEventV1;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * A company made up, with weekends, seasons, growth and noise: the same for the same seed. A
 * quarter of its customers leave, each for a known reason that begins 60 to 120 days before and
 * comes to its full strength over 45 days; of the others, two fifths have weeks that look bad and
 * are not.
 *
 * <p>What customers do is set by how people use such a product and not by what any scorecard asks
 * for; whether a card sees it is what the simulation is to show.
 */
public final class SimulatedPortfolio {

    private static final RandomGeneratorFactory<RandomGenerator> CHANCE =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final LocalDate first;
    private final int days;
    private final List<SimulatedAccount> accounts;

    /**
     * Makes one up.
     *
     * @param seed what chance hangs on
     * @param count how many customers it has
     * @param first the first day that is told of
     * @param days how many days are, 200 or more
     */
    public SimulatedPortfolio(long seed, int count, LocalDate first, int days) {
        if (count < 1 || days < 200) {
            throw new IllegalArgumentException(
                    "a company needs 1 customer and 200 days or more, was %d and %d"
                            .formatted(count, days));
        }
        this.seed = seed;
        this.first = first;
        this.days = days;
        this.accounts =
                IntStream.range(0, count)
                        .mapToObj(number -> SimulatedAccount.of(number, days, chance(number, 0)))
                        .toList();
    }

    /**
     * Its customers.
     *
     * @return in the order of their numbers
     */
    public List<SimulatedAccount> accounts() {
        return accounts;
    }

    /**
     * All that happened with one of them.
     *
     * @param account which
     * @return the oldest first
     */
    public List<CustomerEventV1> events(SimulatedAccount account) {
        return new SimulatedDiary(account, first, chance(account.number(), 1)).until(days);
    }

    private RandomGenerator chance(long number, long what) {
        return CHANCE.create((seed * ODD ^ number) * ODD + what);
    }
}
