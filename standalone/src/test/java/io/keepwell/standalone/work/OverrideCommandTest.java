package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverrideCommandTest {

    @RegisterExtension
    private final FakeDeployment deployment =
            new FakeDeployment(
                    202, _ -> "{\"eventId\": \"e-1\", \"at\": \"2026-11-03T09:00:00.000Z\"}");

    @Test
    void shouldSayWhatTheScoreIsOrMayBe() {
        assertThat(run("acme/1", "85", "--reason", "They signed.")).as(deployment.err()).isZero();
        assertThat(run("acme", "40.5", "--cap", "--until", "2026-11-30", "--reason", "They go."))
                .isZero();
        assertThat(run("acme", "30", "--floor", "--reason", "New.")).isZero();

        assertThat(deployment.asked())
                .extracting(FakeDeployment.Asked::toString)
                .containsExactly(
                        "PUT /v1/accounts/acme%2F1/score/override",
                        "PUT /v1/accounts/acme/score/override",
                        "PUT /v1/accounts/acme/score/override");
        assertThat(deployment.asked())
                .extracting(FakeDeployment.Asked::body)
                .containsExactly(
                        "{\"value\":85,\"as\":\"score\",\"reason\":\"They signed.\"}",
                        "{\"value\":40.5,\"as\":\"cap\",\"reason\":\"They"
                                + " go.\",\"until\":\"2026-11-30\"}",
                        "{\"value\":30,\"as\":\"floor\",\"reason\":\"New.\"}");
        assertThat(deployment.out()).contains("said: acme/1; ./keepwell account acme/1 shows it");
    }

    @Test
    void shouldTakeItBack() {
        assertThat(run("acme", "--lift", "--reason", "They stay.")).as(deployment.err()).isZero();

        assertThat(deployment.asked())
                .extracting(FakeDeployment.Asked::toString)
                .containsExactly("POST /v1/accounts/acme/score/override/lift");
        assertThat(deployment.asked().getFirst().body()).isEqualTo("{\"reason\":\"They stay.\"}");
        assertThat(deployment.out()).contains("lifted: the computed score of acme counts again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    acme --reason x                       | say the SCORE, 0 to 100, or --lift
                    acme 40 --lift --reason x             | --lift takes no SCORE
                    acme --lift --until 2026-11-30 --reason x | --lift counts at once, not --until
                    acme 40                               | --reason
                    acme 40 --cap --floor --reason x      | --cap, --floor are mutually exclusive
                    """)
    void shouldSayWhatIsMissingOrTooMuch(String arguments, String complaint) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(deployment.err()).contains(complaint);
        assertThat(deployment.asked()).isEmpty();
    }

    private int run(String... arguments) {
        return deployment.run(new OverrideCommand(deployment::as), arguments);
    }
}
