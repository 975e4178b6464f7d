/** The one step that prepares a deployment, the same wherever Keepwell runs. */
@NullMarked
package io.keepwell.init;

import org.jspecify.annotations.NullMarked;
