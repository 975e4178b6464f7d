package io.keepwell.scoring.application.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.judge.Judge;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.TestPolicies;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkbenchTest {

    private static final int PARTITION = 3;
    private static final int ROWS_MAX = 40;
    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final Judge JUDGE = TestPolicies.judge();
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId GLOBEX = new AccountId("globex");

    private final List<AccountId> loaded = new ArrayList<>();
    private final Workbench bench = new Workbench(nothing(), EventCatalogue.standard(), ROWS_MAX);

    @Test
    void shouldLetGoOfANewAccountThatHasGrownBeyondTheLimit() {
        // Given: a type and a month a row
        fold(ACME, ROWS_MAX / 2);
        fold(GLOBEX, 1);

        // When
        bench.tidy();

        // Then
        assertThat(isHeld(ACME)).isFalse();
        assertThat(isHeld(GLOBEX)).isTrue();
    }

    @Test
    void shouldKeepWhatFits() {
        fold(ACME, 3);
        fold(ACME, 3);
        fold(GLOBEX, 1);

        bench.tidy();

        assertThat(isHeld(ACME)).isTrue();
        assertThat(isHeld(GLOBEX)).isTrue();
    }

    /** Folds an event of each of so many types. */
    private void fold(AccountId id, int types) {
        HeldAccount held = hold(id);
        for (int type = 0; type < types; type++) {
            CustomerEventV1 event =
                    Log.event(id, "acme.type-" + type, NOW.minus(Duration.ofDays(1)), Map.of());
            bench.settle(held, () -> held.account().facts().missing(event));
            var _ = held.account().fold(event, NOW);
        }
        bench.collect(held, JUDGE, new Writes(NOW, TestPolicies.VERSION));
    }

    private HeldAccount hold(AccountId id) {
        return Objects.requireNonNull(bench.hold(PARTITION, List.of(id)).get(id));
    }

    private boolean isHeld(AccountId id) {
        loaded.clear();
        hold(id);
        return loaded.isEmpty();
    }

    /** A store that holds nothing, and takes down what it is asked for. */
    private FoldStore nothing() {
        return (FoldStore)
                Proxy.newProxyInstance(
                        FoldStore.class.getClassLoader(),
                        new Class<?>[] {FoldStore.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("accounts")) {
                                ((Collection<?>) arguments[1])
                                        .forEach(id -> loaded.add((AccountId) id));
                            }
                            return Map.of();
                        });
    }
}
