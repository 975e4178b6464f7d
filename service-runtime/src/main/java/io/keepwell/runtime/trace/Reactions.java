package io.keepwell.runtime.trace;

import io.keepwell.model.AccountId;
import io.keepwell.model.message.TraceParent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one transaction: one for all that a step has caused in an account. They end when it
 * does.
 */
public final class Reactions {

    private final Tracing tracing;
    private final String name;
    private final Map<Cause, Reaction> open = new LinkedHashMap<>(0);

    private record Cause(AccountId account, TraceParent step) {}

    private record Reaction(OpenSpan span, Map<String, List<String>> ids) {}

    /**
     * Before anything has happened.
     *
     * @param tracing begins spans
     * @param name what all of them do, in a word
     */
    public Reactions(Tracing tracing, String name) {
        this.tracing = tracing;
        this.name = name;
    }

    /**
     * Of a transaction that no message has caused.
     *
     * @return follows nothing
     */
    public static Reactions none() {
        return new Reactions(Tracing.OFF, "");
    }

    /**
     * Follows something that has happened to an account.
     *
     * @param account the account
     * @param cause the step that has caused it, or null where nobody follows
     * @param at when it happened
     * @return of the same cause in the account the same; empty when nobody follows
     */
    public Optional<Followed> follow(AccountId account, @Nullable TraceParent cause, Instant at) {
        if (cause == null) {
            return Optional.empty();
        }
        var key = new Cause(account, cause);
        Reaction known = open.get(key);
        if (known != null) {
            return Optional.of(new Followed(known));
        }
        Optional<OpenSpan> begun =
                tracing.begin(new Tracing.Step(name, Tracing.Kind.MESSAGE, at), cause);
        return begun.map(span -> {
            span.with("keepwell.account.id", account.value());
            var reaction = new Reaction(span, new LinkedHashMap<>());
            open.put(key, reaction);
            return new Followed(reaction);
        });
    }

    /** It is committed. */
    public void committed() {
        open.values()
                .forEach(it -> {
                    it.ids().forEach(it.span()::with);
                    it.span().end();
                });
        open.clear();
    }

    /** It is not; who tries again begins anew. */
    public void failed() {
        open.values().forEach(it -> it.span().fail());
        open.clear();
    }

    /** A reaction that goes on. */
    public static final class Followed {

        private final Reaction reaction;

        private Followed(Reaction reaction) {
            this.reaction = reaction;
        }

        /**
         * Says what came of it.
         *
         * @param name of the attribute
         * @param id one more of its values
         * @return this
         */
        public Followed with(String name, String id) {
            reaction.ids().computeIfAbsent(name, _ -> new ArrayList<>()).add(id);
            return this;
        }

        /**
         * What messages carry that tell of it.
         *
         * @return names its span
         */
        public TraceParent traceParent() {
            return reaction.span().traceParent();
        }
    }
}
