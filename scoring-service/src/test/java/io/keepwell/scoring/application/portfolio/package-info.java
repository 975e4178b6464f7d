@NullMarked
package io.keepwell.scoring.application.portfolio;

import org.jspecify.annotations.NullMarked;
