package io.keepwell.init.postgres;

import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's error codes mean for who may try again. */
final class SqlStates {

    private static final Set<String> NOT_SERVING_YET =
            Set.of(
                    "57P03", // starting up
                    "57P01", // shutting down
                    "53300"); // too many connections

    /** Connection failures have codes of their own class. */
    private static final String NO_CONNECTION_CLASS = "08";

    /** But this one says that the server answered and that both cannot agree. */
    private static final String REJECTED = "08004";

    private static final Set<String> SOMEBODY_ELSE_WAS_THERE =
            Set.of(
                    "42P04", // duplicate database
                    "42710", // duplicate role
                    "23505", // the same, seen a moment earlier, by the catalog's index
                    "55006", // the template is being copied
                    "40P01", // deadlock
                    "40001"); // serialization failure

    private static final String INTERNAL_ERROR = "XX000";

    private SqlStates() {}

    /** True if the server cannot be reached or does not take us yet. */
    static boolean mayServeLater(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return NOT_SERVING_YET.contains(state)
                || (state.startsWith(NO_CONNECTION_CLASS) && !state.equals(REJECTED));
    }

    /** True if another did the same at the same time; done again, it finds what the other made. */
    static boolean isRace(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return SOMEBODY_ELSE_WAS_THERE.contains(state)
                // Two commands that change one catalog row; PostgreSQL has no code for it.
                || (state.equals(INTERNAL_ERROR)
                        && String.valueOf(e.getMessage()).contains("tuple concurrently"));
    }
}
