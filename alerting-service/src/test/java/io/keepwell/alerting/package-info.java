@NullMarked
package io.keepwell.alerting;

import org.jspecify.annotations.NullMarked;
