/** Access tokens: who their holder is, and how a deployment without an issuer signs its own. */
@NullMarked
package io.keepwell.model.token;

import org.jspecify.annotations.NullMarked;
