package io.keepwell.standalone.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Puts answers on the terminal. */
final class Printed {

    private Printed() {}

    static void json(PrintWriter out, Object answer) {
        try {
            out.println(
                    ContractJson.mapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table, or what stands for an empty one. */
    static void table(PrintWriter out, Table table, String whenEmpty) {
        if (table.isEmpty()) {
            out.println(whenEmpty);
        } else {
            table.lines().forEach(out::println);
        }
    }

    /** Says that there are more than were shown. */
    static void more(PrintWriter out, @Nullable String next) {
        if (next != null) {
            out.println("There are more: --limit shows more of them, the other options fewer.");
        }
    }
}
