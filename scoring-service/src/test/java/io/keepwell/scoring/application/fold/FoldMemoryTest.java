package io.keepwell.scoring.application.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many accounts a service holds by the memory that it is given. */
class FoldMemoryTest {

    private static final long MIB = 1024L * 1024;

    @ParameterizedTest
    @CsvSource({"64, 60000", "192, 60000", "193, 60600", "2048, 1173600", "100000000, 2147483647"})
    void shouldHoldMoreWithMoreMemory(long heapMib, int rows) {
        assertThat(FoldMemory.rows(heapMib * MIB)).isEqualTo(rows);
    }
}
