@NullMarked
package io.keepwell.scoring.policy;

import org.jspecify.annotations.NullMarked;
