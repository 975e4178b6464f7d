package io.keepwell.infra;

/**
 * While open, the thread looks for classes where this module's are.
 *
 * <p>Kafka finds its parts by name through the thread's loader and gives that loader on to its
 * threads. The caller may be a test inside an application whose loader has other copies of them.
 */
final class OwnClassLoader implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    private OwnClassLoader() {}

    static OwnClassLoader use() {
        var own = new OwnClassLoader();
        own.thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
        return own;
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
