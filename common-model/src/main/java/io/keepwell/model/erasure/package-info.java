/** What is told of accounts and persons that were erased. */
@NullMarked
package io.keepwell.model.erasure;

import org.jspecify.annotations.NullMarked;
