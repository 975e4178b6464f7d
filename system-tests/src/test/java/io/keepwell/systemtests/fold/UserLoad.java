package io.keepwell.systemtests.fold;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.Message;
import io.keepwell.systemtests.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of the users' log: what users did, whose they are, which ids are of one user, and some
 * that nobody can read. There are ever more users, so that there is always something to be found
 * out; of a part of them nobody ever says whose they are.
 */
final class UserLoad implements Supplier<Backlog.Draw<Message>> {

    private static final SourceName SOURCE = new SourceName("product");
    private static final EventType SEEN = new EventType("usage.session-started");
    private static final int USERS_AT_FIRST = 60;
    private static final int RECORDS_A_USER = 25;
    private static final int STRANGER_ONE_IN = 5;
    private static final int ACCOUNTS = 12;
    private static final int POISON_ONE_IN = 300;
    private static final int LINK_ONE_IN = 20;
    private static final int MERGE_ONE_IN = 40;
    private static final int ANONYMOUS_ONE_IN = 3;

    private final RandomGenerator random;
    private long made;

    private UserLoad(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Begins to send. */
    static Backlog<Message> start(FoldCluster cluster, Ledger<Message> ledger, long seed) {
        return Backlog.start(cluster, ledger, "identity_partition", new UserLoad(seed));
    }

    @Override
    public Backlog.Draw<Message> get() {
        long user = random.nextLong(USERS_AT_FIRST + made / RECORDS_A_USER);
        if (random.nextInt(POISON_ONE_IN) == 0) {
            return new Backlog.Draw<>(
                    new ProducerRecord<>(
                            Topic.UNATTRIBUTED_EVENTS.topicName(),
                            known(user),
                            "nothing \0".getBytes(StandardCharsets.UTF_8)),
                    null);
        }
        Message message = message("m-" + made++, user, Instant.now());
        return new Backlog.Draw<>(Topics.record(message, Instant.now()), message);
    }

    private Message message(String id, long user, Instant now) {
        if (random.nextInt(LINK_ONE_IN) == 0 && user % STRANGER_ONE_IN != 0) {
            var account = new AccountId("account-" + user % ACCOUNTS);
            return new IdentityLinkedV1(id, SOURCE, known(user), account, now, now);
        }
        if (random.nextInt(MERGE_ONE_IN) == 0) {
            return new IdentityMergedV1(id, SOURCE, anonymous(user), known(user), now, now);
        }
        String who = random.nextInt(ANONYMOUS_ONE_IN) == 0 ? anonymous(user) : known(user);
        return new UnattributedEventV1(
                id, SOURCE, who, SEEN, now, now, null, new Attributes(Map.of()), null);
    }

    private static String known(long user) {
        return "user-" + user;
    }

    private static String anonymous(long user) {
        return "browser-" + user;
    }
}
