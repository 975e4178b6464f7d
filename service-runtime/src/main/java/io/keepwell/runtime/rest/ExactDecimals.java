package io.keepwell.runtime.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;

/**
 * Writes decimals as the contract does: exact, without exponents or idle zeros. For services that
 * produce it.
 */
public final class ExactDecimals implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("decimals").addSerializer(BigDecimal.class, new Decimals()));
    }

    private static final class Decimals extends StdSerializer<BigDecimal> {

        @Serial private static final long serialVersionUID = 1L;

        Decimals() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal number, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeNumber(number.stripTrailingZeros().toPlainString());
        }
    }
}
