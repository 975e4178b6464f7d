@NullMarked
package io.keepwell.scoring.adapter.postgres;

import org.jspecify.annotations.NullMarked;
