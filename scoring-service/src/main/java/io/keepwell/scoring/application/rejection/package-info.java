/** What ingest could not accept: what is known of it, and how it is taken up again. */
@NullMarked
package io.keepwell.scoring.application.rejection;

import org.jspecify.annotations.NullMarked;
