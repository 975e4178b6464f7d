@NullMarked
package io.keepwell.alerting.domain;

import org.jspecify.annotations.NullMarked;
