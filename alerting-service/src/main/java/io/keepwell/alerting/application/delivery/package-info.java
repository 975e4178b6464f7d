/** Tells systems and people outside of alerts: tried until it works or there is no more point. */
@NullMarked
package io.keepwell.alerting.application.delivery;

import org.jspecify.annotations.NullMarked;
