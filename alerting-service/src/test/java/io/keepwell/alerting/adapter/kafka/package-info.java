@NullMarked
package io.keepwell.alerting.adapter.kafka;

import org.jspecify.annotations.NullMarked;
