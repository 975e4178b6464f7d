package io.keepwell.model.message;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which step of a trace something was caused: the {@code traceparent} of W3C Trace Context. To
 * whoever carries it on it is one opaque text; a record on a topic has it as a header.
 *
 * @param value for example {@code 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01}
 */
public record TraceParent(String value) {

    /** The name of the header, over HTTP and on Kafka. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = TRACE_ID + 32 + 1;
    private static final int FLAGS = SPAN_ID + 16 + 1;
    private static final int LENGTH = FLAGS + 2;
    private static final int HEX = 16;

    /** Checks the form. */
    public TraceParent {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "traceparent must be 00-<32 hex digits>-<16 hex digits>-<2 hex digits>");
        }
    }

    /**
     * Reads what another system says; of a later version as much as this one knows.
     *
     * @param text what it says, if it says anything
     * @return empty when it is none
     */
    public static Optional<TraceParent> of(@Nullable String text) {
        if (text == null || text.length() < LENGTH || text.startsWith("ff")) {
            return Optional.empty();
        }
        boolean isLater = !text.startsWith("00");
        if (text.length() > LENGTH && (!isLater || text.charAt(LENGTH) != '-')) {
            return Optional.empty();
        }
        String known = isLater ? "00" + text.substring(2, LENGTH) : text;
        return FORM.matcher(known).matches()
                ? Optional.of(new TraceParent(known))
                : Optional.empty();
    }

    /**
     * The trace.
     *
     * @return 32 hex digits
     */
    public String traceId() {
        return value.substring(TRACE_ID, SPAN_ID - 1);
    }

    /**
     * The step of it.
     *
     * @return 16 hex digits
     */
    public String spanId() {
        return value.substring(SPAN_ID, FLAGS - 1);
    }

    /**
     * Whether the trace is recorded.
     *
     * @return what the sampled flag says
     */
    public boolean isSampled() {
        return (Integer.parseInt(value.substring(FLAGS), HEX) & 1) == 1;
    }
}
