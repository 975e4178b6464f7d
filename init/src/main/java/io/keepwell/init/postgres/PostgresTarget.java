package io.keepwell.init.postgres;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server, and who comes to it: a superuser, or a role that may create roles and
 * databases.
 *
 * @param host a name or an address; IPv6 in brackets
 * @param port 1 to 65535
 * @param user who
 * @param password what the server may ask for; none where it trusts
 * @param driverSettings more settings of the JDBC driver: TLS
 */
public record PostgresTarget(
        String host,
        int port,
        String user,
        @Nullable String password,
        Map<String, String> driverSettings) {

    /** The database that every server has, where others are created from. */
    public static final String MAINTENANCE_DATABASE = "postgres";

    private static final int PORT_MAX = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final String CONNECT_SECONDS_MAX = "5";
    private static final String ANSWER_SECONDS_MAX = "60";

    /** Checks the address and copies the settings. */
    public PostgresTarget {
        if (!HOST.matcher(host).matches() || port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "the address of PostgreSQL must be HOST:PORT, was '%s:%d'"
                            .formatted(host, port));
        }
        driverSettings = Map.copyOf(driverSettings);
    }

    /**
     * A server by its address.
     *
     * @param address {@code HOST:PORT}
     * @param user who
     * @param password what the server may ask for; none where it trusts
     * @param driverSettings more settings of the JDBC driver
     * @return the target
     * @throws IllegalArgumentException when it is no address
     */
    public static PostgresTarget at(
            String address,
            String user,
            @Nullable String password,
            Map<String, String> driverSettings) {
        int colon = address.lastIndexOf(':');
        try {
            return new PostgresTarget(
                    address.substring(0, Math.max(colon, 0)),
                    Integer.parseInt(address.substring(colon + 1)),
                    user,
                    password,
                    driverSettings);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the address of PostgreSQL must be HOST:PORT, was '%s'".formatted(address), e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, MAINTENANCE_DATABASE);
    }

    Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "keepwell-init");
        properties.setProperty("connectTimeout", CONNECT_SECONDS_MAX);
        properties.setProperty("loginTimeout", CONNECT_SECONDS_MAX);
        properties.setProperty("socketTimeout", ANSWER_SECONDS_MAX);
        driverSettings.forEach(properties::setProperty);
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** Leaves out the password and the settings. */
    @Override
    public String toString() {
        return "PostgreSQL at %s:%d".formatted(host, port);
    }
}
