@NullMarked
package io.keepwell.scoring;

import org.jspecify.annotations.NullMarked;
