@NullMarked
package io.keepwell.policy.mapping;

import org.jspecify.annotations.NullMarked;
