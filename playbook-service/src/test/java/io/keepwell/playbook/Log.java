package io.keepwell.playbook;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.play.WorkChange;
import io.keepwell.runtime.testing.TestTopics;
import java.util.List;

/** Reads what the playbook service publishes. */
public final class Log {

    private Log() {}

    /** What was published about an account, in order. */
    public static List<WorkChange> tasks(AccountId account) {
        return TestTopics.messages(Topic.TASKS, account).stream()
                .map(WorkChange.class::cast)
                .toList();
    }

    /** What was published about an account, in words: the noun, the change, what it is about. */
    public static List<String> told(AccountId account) {
        return tasks(account).stream()
                .map(message ->
                        switch (message) {
                            case PlayChangedV1 it ->
                                    "play %s %s"
                                            .formatted(
                                                    it.play().play().id(), it.change().wireName());
                            case TaskChangedV1 it ->
                                    "task %s %s"
                                            .formatted(it.task().step(), it.change().wireName());
                            default -> "" + message;
                        })
                .toList();
    }
}
