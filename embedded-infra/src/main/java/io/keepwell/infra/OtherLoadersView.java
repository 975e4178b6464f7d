package io.keepwell.infra;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Makes an object of this package, loaded by another class loader, usable in this one. */
final class OtherLoadersView {

    private OtherLoadersView() {}

    /**
     * @param type an interface of this package
     * @param there what implements the other loader's interface of the same name
     */
    static <T> T of(Class<T> type, Object there) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> call(there, method, arguments)));
    }

    /** The exception that a method called by reflection threw. */
    static RuntimeException unwrapped(InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> new IllegalStateException(e);
        };
    }

    private static @Nullable Object call(Object there, Method method, Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        // Through the interface: the class behind it is not public.
        Class<?> declaring =
                Class.forName(
                        method.getDeclaringClass().getName(),
                        true,
                        there.getClass().getClassLoader());
        try {
            Object result =
                    declaring
                            .getMethod(method.getName(), method.getParameterTypes())
                            .invoke(there, arguments);
            return method.getReturnType().isInterface()
                    ? of(method.getReturnType(), result)
                    : result;
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        }
    }
}
