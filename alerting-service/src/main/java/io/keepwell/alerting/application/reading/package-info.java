/** Which alerts are asked for, and how they are shown. */
@NullMarked
package io.keepwell.alerting.application.reading;

import org.jspecify.annotations.NullMarked;
