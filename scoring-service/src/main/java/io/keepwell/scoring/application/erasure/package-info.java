/** What people ask to be erased, and how far that has got. */
@NullMarked
package io.keepwell.scoring.application.erasure;

import org.jspecify.annotations.NullMarked;
