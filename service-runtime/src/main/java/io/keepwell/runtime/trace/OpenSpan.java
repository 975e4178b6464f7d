package io.keepwell.runtime.trace;

import io.keepwell.model.message.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.time.InstantSource;
import java.util.List;

/**
 * Something that goes on and is followed. What it says of itself are ids and counts: never what a
 * person wrote.
 */
public final class OpenSpan {

    private final Span span;
    private final InstantSource clock;

    OpenSpan(Span span, InstantSource clock) {
        this.span = span;
        this.clock = clock;
    }

    /**
     * What messages carry that it causes.
     *
     * @return names this span
     */
    public TraceParent traceParent() {
        SpanContext context = span.getSpanContext();
        return new TraceParent("00-%s-%s-01".formatted(context.getTraceId(), context.getSpanId()));
    }

    /**
     * Says something of itself.
     *
     * @param name of the attribute
     * @param value an id or a word
     * @return this
     */
    public OpenSpan with(String name, String value) {
        span.setAttribute(name, value);
        return this;
    }

    /**
     * Says something of itself.
     *
     * @param name of the attribute
     * @param value a number
     * @return this
     */
    public OpenSpan with(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /**
     * Says something of itself.
     *
     * @param name of the attribute
     * @param values ids or words
     * @return this
     */
    public OpenSpan with(String name, List<String> values) {
        span.setAttribute(AttributeKey.stringArrayKey(name), values);
        return this;
    }

    /**
     * Tells of another step that has caused it too.
     *
     * @param cause the step
     */
    public void link(TraceParent cause) {
        span.addLink(SdkTracing.spanContext(cause));
    }

    /** It is done. */
    public void end() {
        span.end(clock.instant());
    }

    /** It came to nothing; what was caused by it was not. */
    public void fail() {
        span.setStatus(StatusCode.ERROR);
        end();
    }
}
