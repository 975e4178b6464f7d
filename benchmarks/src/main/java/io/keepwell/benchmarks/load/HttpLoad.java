package io.keepwell.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests over HTTP/1.1 connections that stay open, one request at a time on each. All of it runs
 * on one thread, and writes requests that were made before, so that it leaves the CPU to the
 * target.
 */
public final class HttpLoad implements Load {

    private static final int CONNECT_MILLIS = 5_000;
    private static final long ANSWERED_WITHIN_SECONDS = 60;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<HttpConnection> connections = new ArrayList<>();

    /**
     * Connects.
     *
     * @param address where requests go
     * @param template their body
     * @param values what it is filled with
     * @param count of connections, 1 or more
     * @throws LoadFailedException when nobody answers there
     */
    public HttpLoad(HttpAddress address, Template template, Values values, int count) {
        var bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .handler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        var connection =
                                                new HttpConnection(
                                                        channel, address, template, values);
                                        connections.add(connection);
                                        channel.pipeline()
                                                .addLast(new HttpResponseDecoder(), connection);
                                    }
                                });
        for (int at = 0; at < count; at++) {
            ChannelFuture connected =
                    bootstrap.connect(address.host(), address.port()).awaitUninterruptibly();
            if (!connected.isSuccess()) {
                close();
                throw new LoadFailedException(
                        "cannot connect to " + address.url(), connected.cause());
            }
        }
    }

    @Override
    public LoadResult run(Pace pace) {
        var result = new CompletableFuture<LoadResult>();
        loop.execute(() -> new HttpRun(connections, loop.next(), pace, result).start());
        try {
            return result.get(
                    pace.duration().toSeconds() + ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LoadFailedException failed
                    ? failed
                    : new LoadFailedException("the load program failed", e);
        } catch (TimeoutException e) {
            throw new LoadFailedException(
                    "not all requests were answered within %d s".formatted(ANSWERED_WITHIN_SECONDS),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
