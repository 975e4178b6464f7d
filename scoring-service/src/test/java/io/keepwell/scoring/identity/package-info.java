@NullMarked
package io.keepwell.scoring.identity;

import org.jspecify.annotations.NullMarked;
