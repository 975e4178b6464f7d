package io.keepwell.standalone.demo.portfolio;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes names of companies up, each one once. */
final class CompanyNames {

    private static final List<String> HEADS =
            List.of(
                    "Alder", "Amber", "Birch", "Bram", "Calder", "Cinder", "Corran", "Dorn",
                    "Ebble", "Elder", "Fallow", "Fenn", "Garrow", "Glim", "Hazel", "Hollin",
                    "Ister", "Jun", "Kestrel", "Lark", "Linden", "Marlow", "Merrow", "Nether",
                    "Oaken", "Orrin", "Pell", "Quill", "Rowan", "Sable", "Tarn", "Thistle", "Umber",
                    "Vesper", "Wend", "Wyn", "Yarrow", "Zephyr");
    private static final List<String> TAILS =
            List.of(
                    "brook", "croft", "dale", "fell", "field", "ford", "gate", "haven", "holm",
                    "ley", "mere", "moor", "ridge", "shaw", "stead", "thorpe", "wick", "worth");

    private final RandomGenerator random;
    private final Set<String> used = new HashSet<>();

    CompanyNames(RandomGenerator random) {
        this.random = random;
    }

    /** A name that was not given before, for a company of an industry. */
    String next(Industry industry) {
        while (true) {
            String name = one(HEADS) + one(TAILS) + " " + one(industry.endings());
            if (used.add(name)) {
                return name;
            }
        }
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
