package io.keepwell.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one deployment to the tests that leave it running: a start takes longer than most of
 * them. It is started for the first of them and stopped after the last test of all.
 */
public final class SharedUp implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedUp.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalUp.class;
    }

    @Override
    public LocalUp resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(LocalUp.class, _ -> start(), LocalUp.class);
    }

    private static LocalUp start() {
        try {
            return LocalUp.start(Files.createTempDirectory("keepwell-up"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
