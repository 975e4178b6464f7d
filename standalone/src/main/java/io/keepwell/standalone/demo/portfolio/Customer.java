package io.keepwell.standalone.demo.portfolio;

import java.time.LocalDate;

/**
 * An account of the portfolio.
 *
 * @param number from 0; what chance decides about it hangs on this
 * @param id its id
 * @param name what people call it
 * @param archetype what kind of customer it is
 * @param arr annual recurring revenue in dollars
 * @param seats seats bought
 * @param csm who owns it
 * @param team the team of the owner
 * @param industry what it does
 * @param region where
 * @param contractStartedOn the first day of its first contract
 * @param renewalDate the day on which the contract ends
 * @param firstDay the first day of which anything is told
 * @param temperament how much better or worse it fares than its archetype, in levels
 * @param turn how many days before the present its fortune turned, where the archetype's does
 */
public record Customer(
        int number,
        String id,
        String name,
        Archetype archetype,
        long arr,
        int seats,
        String csm,
        String team,
        String industry,
        String region,
        LocalDate contractStartedOn,
        LocalDate renewalDate,
        LocalDate firstDay,
        double temperament,
        int turn) {

    /** How it fares so many days before the present. */
    Levels levels(int ago) {
        return archetype.arc().at(ago).shifted(temperament);
    }
}
