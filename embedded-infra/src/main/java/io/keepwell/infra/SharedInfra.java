package io.keepwell.infra;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * The one {@link Infra} of a test JVM, started when it is first asked for.
 *
 * <p>A module may have this on its test class path and pay nothing until a test wants a broker.
 * When the test run ends, {@link SharedInfraListener} stops it; a shutdown hook stands behind that.
 */
public final class SharedInfra {

    /** System property that chooses the implementation: {@code embedded} or {@code containers}. */
    public static final String PROPERTY = "keepwell.infra";

    private static @Nullable Infra running;
    private static boolean hooked;

    private SharedInfra() {}

    /**
     * Starts the infrastructure, or gives the one that is already up. The caller must not close it.
     *
     * @throws InfraException if it cannot start; the message names the cure
     */
    public static Infra get() {
        Class<?> home = home();
        if (home == SharedInfra.class) {
            return local();
        }
        try {
            Object there = home.getMethod("get").invoke(null);
            return OtherLoadersView.of(Infra.class, there);
        } catch (InvocationTargetException e) {
            throw OtherLoadersView.unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it, if it was ever started; a later {@link #get()} starts a new one. */
    static synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /**
     * This class as the JVM's own loader knows it. A framework may load test classes once for each
     * application it starts; each of them would have a static field, and a broker, of its own.
     */
    private static Class<?> home() {
        try {
            return Class.forName(
                    SharedInfra.class.getName(), true, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException notOnTheClassPath) {
            return SharedInfra.class;
        }
    }

    private static synchronized Infra local() {
        if (running == null) {
            running = start(System.getProperty(PROPERTY, "embedded"));
            if (!hooked) {
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(SharedInfra::close, "keepwell-infra-close"));
                hooked = true;
            }
        }
        return running;
    }

    private static Infra start(String implementation) {
        return switch (implementation) {
            case "embedded" -> EmbeddedInfra.start(InfraOptions.throwaway());
            case "containers" -> startContainers();
            default ->
                    throw new InfraException(
                            "%s must be embedded or containers, was %s"
                                    .formatted(PROPERTY, implementation));
        };
    }

    private static Infra startContainers() {
        try {
            return ContainerInfra.start();
        } catch (NoClassDefFoundError e) {
            throw new InfraException(
                    "Testcontainers is not on the class path; build with -Pcontainers", e);
        }
    }
}
