package io.keepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 20;

    @TempDir private Path folder;

    /** Ends, as kill -9 would, what is about to make a secret. */
    private static final class Deadly extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            throw new IllegalStateException("killed");
        }
    }

    @Test
    void shouldKeepWhatItMadeToItsOwner() throws IOException {
        String made = secrets(folder).backfillSecret();

        assertThat(made).hasSize(48);
        assertThat(secrets(folder).backfillSecret()).isEqualTo(made);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("backfill-secret"))))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("backfill-secret");
    }

    @Test
    void shouldMakeASecretThatWasBegunAndNotFinished() {
        // Given
        var killed = new Secrets(folder, new Deadly());
        assertThatThrownBy(killed::backfillSecret).isInstanceOf(IllegalStateException.class);

        // When
        String made = secrets(folder).backfillSecret();

        // Then
        assertThat(made).hasSize(48);
    }

    @Test
    void shouldGiveAllWhoAskAtOnceTheSameSecret() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            Path shared = Files.createDirectory(folder.resolve("round-" + round));
            var together = new CyclicBarrier(AT_ONCE);
            Callable<String> asks =
                    () -> {
                        Secrets own = secrets(shared);
                        together.await();
                        return own.backfillSecret();
                    };

            // When
            Set<String> seen = new HashSet<>();
            try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
                List<Future<String>> answers =
                        IntStream.range(0, AT_ONCE).mapToObj(_ -> threads.submit(asks)).toList();
                for (Future<String> answer : answers) {
                    seen.add(answer.get());
                }
            }

            // Then
            assertThat(seen).hasSize(1).allMatch(it -> it.length() == 48);
        }
    }

    private static Secrets secrets(Path folder) {
        return new Secrets(folder, new SecureRandom());
    }
}
