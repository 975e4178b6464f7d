package io.keepwell.scoring.adapter.postgres;

import io.keepwell.runtime.security.Scope;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a query whose values are parameters, never text of the query. */
final class Conditions {

    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /** A parameter to be named in the text of the query. */
    String value(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** Adds a condition in the parameters that {@link #value} gave. */
    void add(String condition) {
        conditions.add(condition);
    }

    /** Adds that an account {@code a} may be shown. */
    void addScope(Scope scope) {
        switch (scope) {
            case Scope.All() -> {
                // Nothing to ask for.
            }
            case Scope.Team(String team) -> add("a.team = " + value(team));
            case Scope.Own(String csm) -> add("a.csm = " + value(csm));
        }
    }

    /** Adds that an account whose id stands in a column may be shown. */
    void addScopeOf(String column, Scope scope) {
        String among = column + " IN (SELECT a.account_id FROM account a WHERE a.%s = %s)";
        switch (scope) {
            case Scope.All() -> {
                // Nothing to ask for.
            }
            case Scope.Team(String team) -> add(among.formatted("team", value(team)));
            case Scope.Own(String csm) -> add(among.formatted("csm", value(csm)));
        }
    }

    /** All conditions that were added since the last time, as a WHERE clause. */
    String takeWhere() {
        String where =
                conditions.isEmpty() ? "" : " WHERE (" + String.join(") AND (", conditions) + ")";
        conditions.clear();
        return where;
    }

    Tuple tuple() {
        return Tuple.tuple(values);
    }
}
