// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.embedded;

import java.nio.file.Path;
import java.util.Properties;

/// The settings of the embedded node: broker and controller in one, loopback only.
final class BrokerSettings {
    static final String CONTROLLER = "CONTROLLER";
    static final int NODE_ID = 1;

    private BrokerSettings() {}

    static Properties of(Path logDirectory, int port, int controllerPort) {
        var p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE_ID));
        p.put("log.dirs", logDirectory.toAbsolutePath().toString());
        listeners(p, port, controllerPort);
        singleNode(p);
        durability(p);
        // A laptop's share of threads and memory; ten hospitals' input needs no more.
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "2");
        p.put("background.threads", "2");
        p.put("log.cleaner.dedupe.buffer.size", "2097152");
        p.put("auto.create.topics.enable", "false");
        return p;
    }

    private static void listeners(Properties p, int port, int controllerPort) {
        p.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        p.put("controller.listener.names", CONTROLLER);
        p.put("inter.broker.listener.name", "PLAINTEXT");
    }

    private static void singleNode(Properties p) {
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("broker.heartbeat.interval.ms", "500");
        p.put("broker.session.timeout.ms", "9000");
        // There is nobody to hand leadership to.
        p.put("controlled.shutdown.enable", "false");
        // An idle platform should not write and sync twice a second for nothing.
        p.put("metadata.max.idle.interval.ms", "5000");
    }

    private static void durability(Properties p) {
        // Kafka looks for topics whose flush.ms has passed only this often; the default is never.
        p.put("log.flush.scheduler.interval.ms", "250");
        // How far a start after kill -9 has to read back.
        p.put("log.flush.offset.checkpoint.interval.ms", "5000");
        // Space of deleted records comes back within this time.
        p.put("log.retention.check.interval.ms", "30000");
        p.put("log.initial.task.delay.ms", "5000");
    }
}
