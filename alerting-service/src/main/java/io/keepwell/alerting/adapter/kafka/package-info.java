/** Health changes and policies in, alerts out. */
@NullMarked
package io.keepwell.alerting.adapter.kafka;

import org.jspecify.annotations.NullMarked;
