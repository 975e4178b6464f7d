package io.keepwell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SharedInfraTest {

    @Test
    void shouldBeStartedOnce() {
        // Given
        Infra first = SharedInfra.get();
        // When
        Infra second = SharedInfra.get();
        // Then
        assertThat(second).isSameAs(first);
    }

    @Test
    void shouldBeOneForAllClassLoadersOfTheJvm() throws IOException, ReflectiveOperationException {
        // Given
        Infra here = SharedInfra.get();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (var applications = new URLClassLoader(classPath(), platform)) {
            Class<?> shared = applications.loadClass(SharedInfra.class.getName());
            assertThat(shared).isNotSameAs(SharedInfra.class);
            // When
            Object there = shared.getMethod("get").invoke(null);
            // Then
            Class<?> infra = applications.loadClass(Infra.class.getName());
            Class<?> kafkaServer = applications.loadClass(KafkaServer.class.getName());
            Object kafka = infra.getMethod("kafka").invoke(there);
            assertThat(kafkaServer.getMethod("bootstrapServers").invoke(kafka))
                    .isEqualTo(here.kafka().bootstrapServers());
        }
    }

    @Test
    void shouldStartWhateverLoaderTheThreadHas() throws IOException {
        // Given
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        KafkaServer kafka = SharedInfra.get().kafka();
        kafka.stop();
        try (var applications =
                new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(applications);
            // When
            kafka.start();
            // Then
            assertThat(thread.getContextClassLoader()).isSameAs(applications);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(kafka.bootstrapServers()).isNotEmpty();
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(SharedInfraTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
