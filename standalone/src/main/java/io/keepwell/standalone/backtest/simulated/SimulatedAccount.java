package io.keepwell.standalone.backtest.simulated;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A customer of a simulated company.
 *
 * @param number from 0
 * @param id its id
 * @param users people who use the product
 * @param seats seats bought
 * @param activity how likely a user is to use it on a working day, at the beginning
 * @param features how many features they use
 * @param growth by which share activity grows a month
 * @param summer what is left of activity in summer
 * @param attends how likely they come to a meeting
 * @param answers how likely they answer a message
 * @param learns how likely they complete a training
 * @param posts posts in the community a month
 * @param tickets tickets a month
 * @param articles help articles read a month
 * @param liking their NPS answer on average
 * @param csm who owns it
 * @param renewalIn after how many days the contract ends
 * @param talksAhead how many days before that we begin to speak about it
 * @param dip what looks bad for a while
 * @param dipFrom the day on which that begins
 * @param cause why it leaves; null when it stays
 * @param causeFrom the day on which that begins
 * @param leavesOn the day on which it cancels
 */
public record SimulatedAccount(
        int number,
        String id,
        int users,
        int seats,
        double activity,
        int features,
        double growth,
        double summer,
        double attends,
        double answers,
        double learns,
        double posts,
        double tickets,
        double articles,
        double liking,
        String csm,
        int renewalIn,
        int talksAhead,
        Dip dip,
        int dipFrom,
        @Nullable Cause cause,
        int causeFrom,
        int leavesOn) {

    private static final double LEAVE = 0.25;
    private static final double DIPS = 0.4;
    private static final int ACCOUNTS_A_CSM = 25;

    /** Over how many days a cause comes to its full strength. */
    private static final double RAMP = 45;

    /**
     * Makes one up.
     *
     * @param days how many days are told of the company
     */
    static SimulatedAccount of(int number, int days, RandomGenerator random) {
        double few = random.nextDouble();
        int users = 4 + (int) (11 * few * few);
        boolean leaves = random.nextDouble() < LEAVE;
        boolean dips = random.nextDouble() < DIPS;
        int leavesOn = leaves ? random.nextInt(days * 2 / 5, days) : days;
        Cause[] causes = Cause.values();
        Dip[] harmless = Dip.values();
        return new SimulatedAccount(
                number,
                "simulated-%03d".formatted(number),
                users,
                (int) Math.ceil(users / random.nextDouble(0.55, 0.9)),
                random.nextDouble(0.25, 0.6),
                random.nextInt(4, 13),
                random.nextDouble(-0.01, 0.03),
                random.nextDouble(0.65, 0.95),
                random.nextDouble(0.75, 0.95),
                random.nextDouble(0.45, 0.75),
                random.nextDouble(0.6, 0.9),
                random.nextDouble(0, 1.5),
                random.nextDouble(0.8, 2.5),
                random.nextDouble(3, 8),
                random.nextDouble(7.4, 9),
                "csm-%d".formatted(number / ACCOUNTS_A_CSM),
                random.nextInt(20, days),
                random.nextDouble() < 0.9 ? random.nextInt(125, 150) : random.nextInt(60, 110),
                dips ? harmless[random.nextInt(1, harmless.length)] : Dip.NONE,
                random.nextInt(60, days - 60),
                leaves ? causes[random.nextInt(causes.length)] : null,
                leavesOn - random.nextInt(60, 121),
                leavesOn);
    }

    /** How strong the cause is on a day, 0 to 1. */
    double strength(Cause asked, int day) {
        return cause == asked ? Math.clamp((day - causeFrom) / RAMP, 0, 1) : 0;
    }

    /** Whether what looks bad for a while does so on a day. Who leaves has no such days. */
    boolean isIn(Dip asked, int day, int length) {
        return cause == null && dip == asked && day >= dipFrom && day < dipFrom + length;
    }
}
