/** The life of an alert. */
@NullMarked
package io.keepwell.model.alert;

import org.jspecify.annotations.NullMarked;
