/** Which version of which policy document is in force. */
@NullMarked
package io.keepwell.model.policy;

import org.jspecify.annotations.NullMarked;
