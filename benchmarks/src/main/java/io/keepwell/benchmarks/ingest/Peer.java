package io.keepwell.benchmarks.ingest;

import io.keepwell.benchmarks.load.HttpAddress;
import java.util.OptionalLong;

/**
 * Somebody else's service, which is measured beside ours and runs already.
 *
 * @param name what it is called in the report
 * @param address where it takes events
 * @param bodies what it is sent
 * @param topic to which it writes them, on our broker
 * @param pid its process, if it runs on this machine
 */
record Peer(
        String name,
        HttpAddress address,
        HttpTarget.Bodies bodies,
        String topic,
        OptionalLong pid) {}
