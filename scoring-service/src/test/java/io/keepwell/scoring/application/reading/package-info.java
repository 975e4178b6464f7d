@NullMarked
package io.keepwell.scoring.application.reading;

import org.jspecify.annotations.NullMarked;
