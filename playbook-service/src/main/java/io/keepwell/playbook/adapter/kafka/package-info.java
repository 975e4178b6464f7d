/** Reads health changes, accounts and policies, and publishes what happened. */
@NullMarked
package io.keepwell.playbook.adapter.kafka;

import org.jspecify.annotations.NullMarked;
