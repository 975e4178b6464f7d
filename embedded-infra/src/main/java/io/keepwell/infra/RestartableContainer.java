package io.keepwell.infra;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that can be stopped and started again with its port and its files, which
 * Testcontainers by itself does not do: its stop removes.
 */
final class RestartableContainer {

    private final GenericContainer<?> container;
    private final Consumer<GenericContainer<?>> awaitReady;

    /**
     * @param image the image's name and tag
     * @param hostPort the port on this machine, 1 to 65535
     * @param containerPort the port inside
     * @param awaitReady returns when the server in the container serves
     */
    RestartableContainer(
            String image,
            int hostPort,
            int containerPort,
            Consumer<GenericContainer<?>> awaitReady) {
        this.container = new GenericContainer<>(image);
        this.awaitReady = awaitReady;
        // Chosen by us: a port that Docker chooses is another one after a restart.
        container.setPortBindings(List.of("%d:%d".formatted(hostPort, containerPort)));
        container.withExposedPorts(containerPort);
    }

    GenericContainer<?> settings() {
        return container;
    }

    String host() {
        return container.getHost();
    }

    synchronized void start() {
        if (container.isRunning()) {
            return;
        }
        if (container.getContainerId() == null) {
            container.start();
        } else {
            container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
        }
        awaitReady.accept(container);
    }

    synchronized void stop() {
        if (container.isRunning()) {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    synchronized void kill() {
        if (container.isRunning()) {
            DockerClient docker = container.getDockerClient();
            docker.killContainerCmd(container.getContainerId()).exec();
            docker.waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
        }
    }

    synchronized void remove() {
        container.stop();
    }
}
