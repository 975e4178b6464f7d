package io.keepwell.benchmarks.process;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another JVM of this user and machine, which need not be prepared for it. */
public final class JvmProbe implements AutoCloseable {

    private static final ObjectName THREADS = name("java.lang:type=Threading");
    private static final ObjectName COMMANDS = name("com.sun.management:type=DiagnosticCommand");
    private static final String RECORDING = "keepwell";

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JvmProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /**
     * Attaches.
     *
     * @param pid a process
     * @return a probe, if it is a JVM
     * @throws UncheckedIOException when it is not this user's, or does not answer
     */
    @SuppressWarnings("BanJNDI") // the address is a process of this user, not somebody's input
    public static Optional<JvmProbe> of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach("" + pid);
            try {
                var address = new JMXServiceURL(machine.startLocalManagementAgent());
                return Optional.of(new JvmProbe(JMXConnectorFactory.connect(address)));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot attach to process " + pid, e);
        }
    }

    /**
     * What all threads have allocated since the JVM began, also those that have ended.
     *
     * @return bytes; nothing where the JVM is too old to tell, before 21
     */
    public OptionalLong allocatedBytes() {
        try {
            return OptionalLong.of((Long) beans.getAttribute(THREADS, "TotalThreadAllocatedBytes"));
        } catch (JMException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM does not answer", e);
        }
    }

    /**
     * Records where CPU and memory go, until {@link #stopRecording}. CPU is sampled by the CPU that
     * each thread has used, in native code too.
     */
    public void startRecording() {
        command(
                "jfrStart",
                "name=" + RECORDING,
                "settings=profile",
                "jdk.ExecutionSample#enabled=false",
                "jdk.CPUTimeSample#enabled=true",
                "jdk.CPUTimeSample#throttle=5ms",
                // Few samples would each stand for megabytes of something else.
                "jdk.ObjectAllocationSample#throttle=5000/s");
    }

    /**
     * Ends the recording.
     *
     * @param file where it is written to
     */
    public void stopRecording(Path file) {
        command("jfrStop", "name=" + RECORDING, "filename=" + file.toAbsolutePath());
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException ended) {
            // Who measures may end the JVM first.
        }
    }

    private void command(String operation, String... arguments) {
        try {
            beans.invoke(
                    COMMANDS,
                    operation,
                    new Object[] {arguments},
                    new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("the JVM refuses " + operation, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM does not answer", e);
        }
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
