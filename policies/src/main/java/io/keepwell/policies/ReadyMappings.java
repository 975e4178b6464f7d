package io.keepwell.policies;

import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.source.SourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How the webhooks of well-known systems become events: documents of kind WebhookMapping. */
public final class ReadyMappings {

    private static final List<PolicyFile> ALL =
            SourceType.all().stream()
                    .map(SourceType::readyMapping)
                    .flatMap(Optional::stream)
                    .map(ReadyMappings::file)
                    .toList();

    private ReadyMappings() {}

    /**
     * All of them.
     *
     * @return one file each, named as in this module
     */
    public static List<PolicyFile> all() {
        return ALL;
    }

    private static PolicyFile file(String id) {
        String name = "webhooks/%s.yaml".formatted(id);
        try (InputStream in = ReadyMappings.class.getResourceAsStream("/keepwell/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new PolicyFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
