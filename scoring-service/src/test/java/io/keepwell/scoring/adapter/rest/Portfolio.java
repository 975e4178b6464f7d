package io.keepwell.scoring.adapter.rest;

import io.keepwell.scoring.Story;
import io.keepwell.scoring.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Some accounts with a past, written once for all tests of the interface. */
final class Portfolio {

    /** Told apart from whatever else is in the tables by their manager. */
    static final String CSM = "csm-" + UUID.randomUUID();

    static final String ACME = "acme-" + CSM;
    static final String BOLT = "bolt-" + CSM;
    static final String CROW = "crow_" + CSM;
    static final String DUNE = "dune/" + CSM;

    private static final Portfolio WRITTEN = new Portfolio();

    /** Thrives, then has two escalations. */
    final Tables.Kept acme;

    /** Thrives since last month, after a bad one. */
    final Tables.Kept bolt;

    /** New, small, and quiet. */
    final Tables.Kept crow;

    /** Of which next to nothing is known. */
    final Tables.Kept dune;

    private Portfolio() {
        Instant now = Instant.now();
        acme =
                Tables.write(
                        Story.of(ACME, now)
                                .traits(
                                        45,
                                        Map.of(
                                                "name",
                                                "Acme 100% Ltd",
                                                "segment",
                                                "enterprise",
                                                "csm",
                                                CSM,
                                                "renewalDate",
                                                "2027-03-01"),
                                        Map.of("arr", "240000.50", "seats", "120"))
                                .sessions(7, 40)
                                .sessions(7, 20)
                                .escalation(10)
                                .escalation(5)
                                .sessions(7, 2));
        bolt =
                Tables.write(
                        Story.of(BOLT, now)
                                .traits(
                                        45,
                                        Map.of("name", "bolt", "segment", "smb", "csm", CSM),
                                        Map.of("arr", "10000"))
                                .escalation(44)
                                .escalation(43)
                                .sessions(1, 42)
                                .sessions(7, 3)
                                .sessions(7, 1));
        crow =
                Tables.write(
                        Story.of(CROW, now)
                                .traits(
                                        9,
                                        Map.of("name", "Crow", "segment", "smb", "csm", CSM),
                                        Map.of("arr", "10000"))
                                .sessions(2, 8));
        dune = Tables.write(Story.of(DUNE, now).traits(4, Map.of("csm", CSM), Map.of()));
    }

    static Portfolio written() {
        return WRITTEN;
    }

    static List<String> ids() {
        return List.of(ACME, BOLT, CROW, DUNE);
    }
}
