package io.keepwell.ingest.domain.cloudevent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How the headers of a protocol write the attributes of CloudEvents in binary mode. */
public enum HeaderBinding {
    /** HTTP, section 3.1.3.2 of its binding: percent-encoded, perhaps in quotes. */
    HTTP {
        @Override
        public String decode(String value) {
            return HeaderText.decode(value);
        }
    },
    /** Kafka, section 3.2.3.1 of its binding: UTF-8. */
    KAFKA {
        @Override
        public String decode(String value) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("must be UTF-8", e);
            }
        }
    };

    /**
     * Reads a header's value.
     *
     * @param value as it was sent, each character a byte
     * @return the text
     * @throws IllegalArgumentException with the cure, when it is not as the binding says
     */
    public abstract String decode(String value);
}
