@NullMarked
package io.keepwell.scoring.application;

import org.jspecify.annotations.NullMarked;
