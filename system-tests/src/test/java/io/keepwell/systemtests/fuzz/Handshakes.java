package io.keepwell.systemtests.fuzz;

import java.util.List;

/** Whether one may send, as the webhooks of CloudEvents ask. */
final class Handshakes implements Family {

    private static final List<String> ORIGINS =
            List.of(
                    "eventemitter.example.com",
                    "",
                    " ",
                    "*",
                    "\u00e4",
                    "a\tb",
                    "x".repeat(301),
                    "x".repeat(5_000),
                    "%0d%0aX-Evil: 1",
                    "\u00ff\u00fe",
                    "\"",
                    "a, b",
                    "https://a.example/");

    private static final List<String> RATES = List.of("120", "0", "-1", "1e999", "*", "x", "");

    @Override
    public void write(Draft draft, boolean isSpoiled) {
        Chance chance = draft.chance();
        // Nothing is brought, so nothing is judged.
        draft.unsure();
        draft.from(Route.PRODUCT, Dialect.ANYBODY, "/v1/events")
                .called("a handshake")
                .method("OPTIONS")
                .header(
                        "WebHook-Request-Origin",
                        isSpoiled ? chance.of(ORIGINS) : ORIGINS.getFirst())
                .header("WebHook-Request-Rate", chance.of(RATES));
        if (chance.oneIn(3)) {
            draft.header("WebHook-Request-Callback", "https://a.example/" + chance.of(RATES));
        }
    }
}
