package io.keepwell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.io.UncheckedIOException;

/** What a command answers with {@code --json}. */
final class Json {

    private Json() {}

    static String of(Object answer) {
        try {
            return ContractJson.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
