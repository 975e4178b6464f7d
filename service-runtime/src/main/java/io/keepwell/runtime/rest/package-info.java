/** What the interfaces of the services share: parameters, decimals, answers. */
@NullMarked
package io.keepwell.runtime.rest;

import org.jspecify.annotations.NullMarked;
