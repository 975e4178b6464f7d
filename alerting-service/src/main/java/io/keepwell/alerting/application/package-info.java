/** What the service does: reacts to health, watches the clocks, takes answers. */
@NullMarked
package io.keepwell.alerting.application;

import org.jspecify.annotations.NullMarked;
