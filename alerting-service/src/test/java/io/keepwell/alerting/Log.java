package io.keepwell.alerting;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.runtime.testing.TestTopics;
import java.util.List;

/** Reads what alerting tells. */
public final class Log {

    private Log() {}

    /** What was told of an account's alerts until this moment, in order. */
    public static List<AlertChangedV1> alerts(AccountId account) {
        return TestTopics.messages(Topic.ALERTS, account).stream()
                .map(AlertChangedV1.class::cast)
                .toList();
    }
}
