/** From a bearer token to who calls (MicroProfile JWT). */
@NullMarked
package io.keepwell.runtime.token;

import org.jspecify.annotations.NullMarked;
