@NullMarked
package io.keepwell.scoring.adapter.kafka;

import org.jspecify.annotations.NullMarked;
