/** What the service does, told without Kafka, SQL or HTTP. */
@NullMarked
package io.keepwell.playbook.application;

import org.jspecify.annotations.NullMarked;
