package io.keepwell.scoring.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.Problem;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.erasure.ErasureItem;
import io.keepwell.scoring.application.erasure.Erasures;
import io.keepwell.scoring.domain.erasure.ErasedIds;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErasuresResourceTest {

    private static final String MISSING =
            "topic keepwell.erasures does not exist; run the init step";

    private final Remembered erasures = new Remembered();

    @Test
    void shouldWriteNothingDownWhileItCannotBeTold() {
        var resource =
                new ErasuresResource(
                        erasures,
                        () -> Uni.createFrom().item(Optional.of(MISSING)),
                        InstantSource.fixed(Instant.parse("2026-11-03T09:20:00Z")),
                        new Caller("erin", new Scope.All()));

        try (Response answer =
                resource.erase(new ErasuresResource.ErasureRequest("acme-1", null, "why"))
                        .await()
                        .indefinitely()) {
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(((Problem) answer.getEntity()).detail()).isEqualTo(MISSING);
        }
        assertThat(erasures.requested).isEmpty();
    }

    /** A topic takes none, and who tells of it later would stand still. */
    @Test
    void shouldTakeNoReasonWithControlCharacters() {
        var resource =
                new ErasuresResource(
                        erasures,
                        () -> Uni.createFrom().item(Optional.empty()),
                        InstantSource.fixed(Instant.parse("2026-11-03T09:20:00Z")),
                        new Caller("erin", new Scope.All()));

        try (Response answer =
                resource.erase(
                                new ErasuresResource.ErasureRequest(
                                        "acme-1", null, "Request 4711\r\narticle 17"))
                        .await()
                        .indefinitely()) {
            assertThat(answer.getStatus()).isEqualTo(422);
            assertThat(((Problem) answer.getEntity()).errors())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.pointer()).isEqualTo("/reason");
                        assertThat(it.detail()).contains("control characters", "U+000D");
                    });
        }
        assertThat(erasures.requested).isEmpty();
    }

    /** Remembers what was asked for. */
    private static final class Remembered implements Erasures {

        private final List<Request> requested = new ArrayList<>();

        @Override
        public Uni<ErasureItem> request(Request request) {
            requested.add(request);
            return Uni.createFrom().failure(new AssertionError("nothing was to be asked for"));
        }

        @Override
        public Uni<List<Listed<ErasureItem>>> list(@Nullable Long before, int limit) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Optional<ErasureItem>> one(UUID id) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<ErasedIds> persons(Collection<String> ids) {
            return Uni.createFrom().item(new ErasedIds());
        }

        @Override
        public Uni<ErasedIds> accounts(Collection<String> ids) {
            return Uni.createFrom().item(new ErasedIds());
        }
    }
}
