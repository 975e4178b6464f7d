package io.keepwell.model.message;

import io.keepwell.model.Topic;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.erasure.SubjectErasedV1;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.ReplayRequestedV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.play.OpportunityChange;
import io.keepwell.model.play.OpportunityChangedV1;
import io.keepwell.model.play.PlayChange;
import io.keepwell.model.play.PlayChangedV1;
import io.keepwell.model.play.TaskChange;
import io.keepwell.model.play.TaskChangedV1;
import io.keepwell.model.policy.PolicyAppliedV1;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every type of message that Keepwell writes. A new type is a new line here. */
public final class MessageTypes {

    /** All of them, topic by topic. */
    public static final List<MessageType> ALL = all();

    private static final Map<String, MessageType> BY_NAME =
            ALL.stream().collect(Collectors.toMap(MessageType::name, Function.identity()));

    private MessageTypes() {}

    /**
     * Finds a type by its name.
     *
     * @param name a CloudEvents {@code type}
     * @return the type, or empty when this release does not know it
     */
    public static Optional<MessageType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The type of a message.
     *
     * @param message the message
     * @return its type
     * @throws IllegalArgumentException when the message's class is not part of the contract
     */
    public static MessageType of(Message message) {
        return named(message.messageType())
                .filter(type -> type.payload() == message.getClass())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s is not a type of %s"
                                        .formatted(
                                                message.messageType(),
                                                message.getClass().getSimpleName())));
    }

    private static List<MessageType> all() {
        return Stream.of(eventTypes(), healthTypes(), alertTypes(), workTypes())
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<MessageType> eventTypes() {
        return Stream.of(
                type(CustomerEventV1.TYPE, Topic.CUSTOMER_EVENTS, CustomerEventV1.class),
                type(BackfillOpenedV1.TYPE, Topic.CUSTOMER_EVENTS, BackfillOpenedV1.class),
                type(BackfillClosedV1.TYPE, Topic.CUSTOMER_EVENTS, BackfillClosedV1.class),
                type(
                        UnattributedEventV1.TYPE,
                        Topic.UNATTRIBUTED_EVENTS,
                        UnattributedEventV1.class),
                type(IdentityLinkedV1.TYPE, Topic.UNATTRIBUTED_EVENTS, IdentityLinkedV1.class),
                type(IdentityMergedV1.TYPE, Topic.UNATTRIBUTED_EVENTS, IdentityMergedV1.class),
                type(RejectedEventV1.TYPE, Topic.REJECTED_EVENTS, RejectedEventV1.class),
                type(ReplayRequestedV1.TYPE, Topic.REPLAYS, ReplayRequestedV1.class));
    }

    private static Stream<MessageType> healthTypes() {
        return Stream.of(
                type(ScoreChangedV1.TYPE, Topic.HEALTH_CHANGES, ScoreChangedV1.class),
                type(StatusChangedV1.TYPE, Topic.HEALTH_CHANGES, StatusChangedV1.class),
                type(SignalRaisedV1.TYPE, Topic.HEALTH_CHANGES, SignalRaisedV1.class),
                type(SignalClearedV1.TYPE, Topic.HEALTH_CHANGES, SignalClearedV1.class),
                type(AccountUpdatedV1.TYPE, Topic.ACCOUNTS, AccountUpdatedV1.class),
                type(AccountErasedV1.TYPE, Topic.HEALTH_CHANGES, AccountErasedV1.class),
                type(SubjectErasedV1.TYPE, Topic.ERASURES, SubjectErasedV1.class),
                type(PolicyAppliedV1.TYPE, Topic.POLICIES, PolicyAppliedV1.class));
    }

    private static Stream<MessageType> alertTypes() {
        return Arrays.stream(AlertChange.values())
                .map(AlertChangedV1::typeOf)
                .map(name -> type(name, Topic.ALERTS, AlertChangedV1.class));
    }

    private static Stream<MessageType> workTypes() {
        return Stream.of(
                        Arrays.stream(PlayChange.values())
                                .map(PlayChangedV1::typeOf)
                                .map(name -> type(name, Topic.TASKS, PlayChangedV1.class)),
                        Arrays.stream(TaskChange.values())
                                .map(TaskChangedV1::typeOf)
                                .map(name -> type(name, Topic.TASKS, TaskChangedV1.class)),
                        Arrays.stream(OpportunityChange.values())
                                .map(OpportunityChangedV1::typeOf)
                                .map(name -> type(name, Topic.TASKS, OpportunityChangedV1.class)))
                .flatMap(Function.identity());
    }

    private static MessageType type(String name, Topic topic, Class<? extends Message> payload) {
        return new MessageType(name, topic, payload, schemaOf(payload));
    }

    /** {@code ScoreChangedV1} is described by {@code score-changed.v1.json}. */
    private static String schemaOf(Class<? extends Message> payload) {
        String[] nameAndVersion = payload.getSimpleName().split("V(?=\\d+$)", 2);
        String words = nameAndVersion[0].replaceAll("(?<=.)([A-Z])", "-$1");
        return words.toLowerCase(java.util.Locale.ROOT) + ".v" + nameAndVersion[1] + ".json";
    }
}
