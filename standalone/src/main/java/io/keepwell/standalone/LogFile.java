package io.keepwell.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what libraries log to a file: the terminal is for who runs the command. */
final class LogFile {

    private static final int BYTES_MAX = 10 << 20;
    private static final int FILES_MAX = 3;
    private static final String FORMAT =
            "%1$tFT%1$tH:%1$tM:%1$tS.%1$tL%1$tz %4$s [%3$s] %5$s%6$s%n";

    // Held for good: the log manager itself remembers loggers only weakly.
    private static final Logger ROOT = Logger.getLogger("");

    private LogFile() {}

    /** From now on everything from INFO on goes to the file and nothing to the terminal. */
    static void open(Path file) {
        System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
        try {
            var handler = new FileHandler(file.toString(), BYTES_MAX, FILES_MAX, true);
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.INFO);
            close();
            ROOT.addHandler(handler);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** From now on nothing is logged: for commands that answer at once. */
    static void close() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
    }
}
