/** Webhooks and Slack. */
@NullMarked
package io.keepwell.alerting.adapter.delivery;

import org.jspecify.annotations.NullMarked;
