@NullMarked
package io.keepwell.alerting.application.delivery;

import org.jspecify.annotations.NullMarked;
