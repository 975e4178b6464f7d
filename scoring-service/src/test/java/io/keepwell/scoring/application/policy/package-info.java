@NullMarked
package io.keepwell.scoring.application.policy;

import org.jspecify.annotations.NullMarked;
