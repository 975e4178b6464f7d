package io.keepwell.scoring.application.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.AccountId;
import io.keepwell.scoring.Log;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventItemTest {

    @Test
    void shouldNameWhoDidItAndWhoSaidWhatItTells() {
        var account = new AccountId("acme");

        assertThat(item(account, Map.of("actor", "u-1", "author", "dana")).persons())
                .containsExactlyInAnyOrder("u-1", "dana");
        assertThat(item(account, Map.of("feature", "export")).persons()).isEmpty();
        assertThat(item(account, Map.of("author", 4711)).persons()).isEmpty();
    }

    private static EventItem item(AccountId account, Map<String, Object> more) {
        return EventItem.of(0, 1, Log.event(account, "account.score-overridden", more));
    }
}
