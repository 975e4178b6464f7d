package io.keepwell.standalone.demo.portfolio;

import io.keepwell.model.WireName;
import java.util.List;

/** What customers do. */
enum Industry implements WireName {
    EDUCATION("Academy", "Learning"),
    FINANCE("Capital", "Mutual", "Savings"),
    HEALTH("Clinics", "Health", "Medical"),
    INSURANCE("Assurance", "Insurance"),
    LOGISTICS("Freight", "Logistics", "Shipping"),
    MANUFACTURING("Foundry", "Industries", "Tooling"),
    MEDIA("Media", "Press", "Studios"),
    RETAIL("Goods", "Outfitters", "Stores"),
    SOFTWARE("Cloud", "Labs", "Software"),
    UTILITIES("Energy", "Water");

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> endings;

    Industry(String... endings) {
        this.endings = List.of(endings);
    }

    /** How names of companies of this kind end. */
    List<String> endings() {
        return endings;
    }
}
