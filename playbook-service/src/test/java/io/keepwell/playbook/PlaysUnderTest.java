package io.keepwell.playbook;

import io.keepwell.model.health.Status;
import io.keepwell.playbook.application.PlaysInForce;
import io.keepwell.policy.Applied;
import io.keepwell.policy.reaction.Condition;
import io.keepwell.policy.reaction.PlaySpec;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plays of {@link TestPlays}, in force as long as no test says otherwise. */
@Mock
@Singleton
public class PlaysUnderTest implements PlaysInForce {

    /** Raised when a renewal comes near. */
    public static final String RENEWAL = "renewal-near";

    private volatile boolean isKnown = true;

    /** Whether it is known which plays are in force. */
    public void known(boolean yes) {
        isKnown = yes;
    }

    @Override
    public Optional<List<Applied<PlaySpec>>> plays() {
        return isKnown
                ? Optional.of(
                        List.of(
                                TestPlays.churnRisk(),
                                TestPlays.expansion(),
                                TestPlays.savePlan(),
                                renewal()))
                : Optional.empty();
    }

    /** A renewal comes near while the account does badly: yellow as well as red. */
    private static Applied<PlaySpec> renewal() {
        PlaySpec spec = TestPlays.expansion().value();
        return TestPlays.applied(
                new PlaySpec(
                        "renewal",
                        "Renewal at risk",
                        spec.category(),
                        new Condition(Set.of(Status.YELLOW, Status.RED), Set.of(RENEWAL)),
                        spec.tasks().subList(0, 1),
                        List.of()));
    }
}
