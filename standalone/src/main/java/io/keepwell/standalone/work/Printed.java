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

    /** An answer in a line, or whole as JSON where that is asked for. */
    static void answer(PrintWriter out, ViewOptions view, Object answer, String line) {
        if (view.isJson()) {
            json(out, answer);
        } else {
            out.println(line);
        }
    }

    /** A page as a table and whether there is more, or as JSON where that is asked for. */
    static void page(
            PrintWriter out,
            ViewOptions view,
            Object page,
            Table table,
            String whenEmpty,
            @Nullable String next) {
        if (view.isJson()) {
            json(out, page);
        } else {
            table(out, table, whenEmpty);
            more(out, next);
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
