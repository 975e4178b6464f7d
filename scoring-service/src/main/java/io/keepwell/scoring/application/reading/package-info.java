/** What readers are shown of accounts, and how it is put together. */
@NullMarked
package io.keepwell.scoring.application.reading;

import org.jspecify.annotations.NullMarked;
