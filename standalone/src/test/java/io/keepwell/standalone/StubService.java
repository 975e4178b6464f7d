package io.keepwell.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What is started like a service, and answers every question with yes: whether it is ready, too.
 */
final class StubService {

    /** A file of this name in the application's folder keeps it from ever being ready. */
    private static final String NEVER_READY = "never-ready";

    private StubService() {}

    /** Listens until it is killed. */
    public static void main(String[] arguments) throws IOException {
        int status = Files.exists(Path.of(NEVER_READY)) ? 503 : 200;
        var at =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.getInteger("quarkus.http.port"));
        HttpServer server = HttpServer.create(at, 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    /** Packages it as a service's application is. */
    static Path packagedIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                StubService.class.getProtectionDomain().getCodeSource().getLocation().toString());
        try (var out = Files.newOutputStream(folder.resolve("quarkus-run.jar"));
                var jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return folder;
    }

    /** Keeps what is started from a folder from ever being ready. */
    static void neverReady(Path folder) throws IOException {
        Files.createFile(folder.resolve(NEVER_READY));
    }

    /** The processes of this test that listen on a port, or are about to. */
    static Stream<ProcessHandle> on(int port) {
        String argument = "-Dquarkus.http.port=" + port;
        return ProcessHandle.current()
                .children()
                .filter(it -> it.info().commandLine().orElse("").contains(argument));
    }

    /** A port on which nobody listens. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
