package io.keepwell.alerting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.alerting.HealthStory;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import org.junit.jupiter.api.Test;

class StandingTest {

    private final HealthStory story = new HealthStory("enterprise");
    private final Standing unknown = Standing.unknown(story.accountId());

    @Test
    void shouldTakeTheLaterOfTwoUpdatesThatIncludeTheSameChange() {
        // Given
        Standing before = unknown.after(story.becomes(Status.RED)).after(story.updated());

        // When nothing happens but that somebody else has the account
        story.goesTo("sam", "apac");
        Standing after = before.after(story.updated());

        // Then
        assertThat(after.account().csm()).isEqualTo("sam");
        assertThat(after.status()).isEqualTo(Status.RED);
    }

    @Test
    void shouldNotGoBackToWhatAnEarlierUpdateSays() {
        // Given
        AccountUpdatedV1 early = story.updated();
        story.goesTo("sam", "apac");

        // When
        Standing after = unknown.after(story.becomes(Status.RED)).after(early);

        // Then
        assertThat(after.account().csm()).isEqualTo("sam");
    }

    @Test
    void shouldKnowNoLessByAnUpdateThanByTheChangeOfItsNumber() {
        // Given
        StatusChangedV1 red = story.becomes(Status.RED);
        story.goesTo("sam", "apac");

        // When
        Standing after = unknown.after(story.updated()).after(red);

        // Then
        assertThat(after.account().csm()).isEqualTo("sam");
        assertThat(after.status()).isEqualTo(Status.RED);
    }
}
