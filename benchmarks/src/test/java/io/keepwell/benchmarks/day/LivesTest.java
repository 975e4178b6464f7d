package io.keepwell.benchmarks.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.facts.Days;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LivesTest {

    private static final int TODAY = 20_780;

    private final Lives lives = new Lives(policies(), TODAY, 1);

    /** Each is judged once in a month or two, on whichever day its rest ends. */
    @Test
    void shouldLetAccountsRestThatHaveBeenSilentForLong() {
        // When
        List<Template> dormant = IntStream.range(290, 310).mapToObj(lives::of).toList();

        // Then
        assertThat(dormant).allMatch(it -> it.restsUntil() >= TODAY);
        assertThat(dormant)
                .filteredOn(it -> Days.of(it.verdict().asOf()) < TODAY - 1)
                .hasSizeGreaterThan(dormant.size() * 3 / 4);
    }

    @Test
    void shouldLeaveAnAccountAwakeThatHadEventsYesterday() {
        // When
        Template active = lives.of(1);

        // Then
        assertThat(active.restsUntil()).isEqualTo(AccountCase.AWAKE);
        assertThat(Days.of(active.verdict().asOf())).isEqualTo(TODAY - 1);
        assertThat(active.facts()).isNotEmpty();
        assertThat(active.members()).isNotEmpty();
    }

    private static PolicySet policies() {
        return switch (PolicyFiles.read(Path.of("../policies/default"))) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new IllegalStateException("" + problems);
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle) ->
                    switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                throw new IllegalStateException("" + problems);
                        case PolicyResult.Accepted<PolicySet>(PolicySet policies) -> policies;
                    };
        };
    }
}
