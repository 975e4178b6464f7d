/** When connected systems sent, and what follows from their silence. */
@NullMarked
package io.keepwell.scoring.application.source;

import org.jspecify.annotations.NullMarked;
