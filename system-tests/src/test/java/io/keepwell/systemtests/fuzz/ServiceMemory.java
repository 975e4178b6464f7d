package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much memory a process of Java uses. */
final class ServiceMemory {

    private static final Pattern USED =
            Pattern.compile("(?:def new|tenured|DefNew|Tenured)[^,]*, used (\\d+)K");

    private final long pid;

    ServiceMemory(long pid) {
        this.pid = pid;
    }

    /** What is alive on its heap, in KiB: it collects first what is not. */
    long heapAfterCollection() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        output(jcmd, "" + pid, "GC.run");
        String heap = output(jcmd, "" + pid, "GC.heap_info");
        long used = USED.matcher(heap).results().mapToLong(it -> Long.parseLong(it.group(1))).sum();
        if (used == 0) {
            throw new IllegalStateException("no heap in:\n" + heap);
        }
        return used;
    }

    /** Its resident memory, in KiB. */
    long resident() {
        return Long.parseLong(output("ps", "-o", "rss=", "-p", "" + pid).strip());
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s: %s".formatted(command[0], output));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
