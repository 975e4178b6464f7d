package io.keepwell.playbook.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;

/** Records in a column, as the contract writes JSON: equal records give equal texts. */
final class StoredJson {

    private StoredJson() {}

    static String write(Object stored) {
        try {
            return ContractJson.mapper().writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be kept: " + stored.getClass(), e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return ContractJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is kept is no " + type.getSimpleName(), e);
        }
    }
}
