package io.keepwell.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection, with its own copy of the request. Confined to the event loop. */
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final int REFUSED_FROM = 300;
    private static final int QUOTED_MAX = 500;

    private final Channel channel;
    private final Template template;
    private final Values values;
    private final byte[] request;
    private final int bodyFrom;
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable HttpRun run;
    private long sinceNanos;
    private int status;

    HttpConnection(Channel channel, HttpAddress address, Template template, Values values) {
        this.channel = channel;
        this.template = template;
        this.values = values;
        byte[] head = address.head(template.length());
        this.bodyFrom = head.length;
        this.request = new byte[head.length + template.length()];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(template.blank(), 0, request, head.length, template.length());
    }

    int events() {
        return template.events();
    }

    /**
     * Sends the next request; the last must have been answered.
     *
     * @param asking is told of the answer
     * @param since from when on its time counts
     */
    void send(HttpRun asking, long since) {
        run = asking;
        sinceNanos = since;
        template.fill(request, bodyFrom, values);
        // A failure comes to exceptionCaught.
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(request), channel.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail(new LoadFailedException("not HTTP", part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpResponse response) {
            status = response.status().code();
        }
        if (part instanceof HttpContent content && status >= REFUSED_FROM) {
            quote(content.content());
        }
        if (part instanceof LastHttpContent) {
            answered();
        }
    }

    private void answered() {
        HttpRun asking = run;
        run = null;
        if (asking == null) {
            return;
        }
        if (status >= REFUSED_FROM) {
            asking.fail(
                    new LoadFailedException(
                            "a request was answered with %d: %s".formatted(status, refusal)));
        } else {
            asking.answered(this, sinceNanos);
        }
    }

    private void quote(ByteBuf content) {
        int length = Math.min(content.readableBytes(), QUOTED_MAX - refusal.length());
        refusal.append(content.toString(content.readerIndex(), length, StandardCharsets.UTF_8));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new LoadFailedException("the target has closed a connection before it answered"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(new LoadFailedException("a connection has failed", cause));
    }

    private void fail(LoadFailedException failure) {
        if (run != null) {
            run.fail(failure);
        }
    }
}
