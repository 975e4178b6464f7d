@NullMarked
package io.keepwell.playbook.adapter.kafka;

import org.jspecify.annotations.NullMarked;
