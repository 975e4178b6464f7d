package io.keepwell.playbook.adapter.postgres;

import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The conditions of a query as they come together, and the values that they name. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** A condition on {@code :name}, where a value for it is given. */
    Conditions and(String condition, String name, @Nullable Object value) {
        return value == null ? this : and(condition, Map.of(name, value));
    }

    /** A condition and all that it names. */
    Conditions and(String condition, Map<String, Object> named) {
        conditions.add("(" + condition + ")");
        values.putAll(named);
        return this;
    }

    /**
     * Only what somebody may see.
     *
     * @param account the query's alias of the account's standing
     * @param ownsIt is true of what is theirs to do, whoever's the account is; may name {@code
     *     :caller}
     */
    Conditions visibleTo(Caller caller, String account, String ownsIt) {
        return switch (caller.scope()) {
            case Scope.All() -> this;
            case Scope.Team(String team) ->
                    and(
                            account + ".team = :team or " + ownsIt,
                            Map.of("team", team, "caller", caller.name()));
            case Scope.Own(String csm) ->
                    and(
                            account + ".csm = :csm or " + ownsIt,
                            Map.of("csm", csm, "caller", caller.name()));
        };
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    <T> Mutiny.SelectionQuery<T> fill(Mutiny.SelectionQuery<T> query) {
        values.forEach(query::setParameter);
        return query;
    }
}
