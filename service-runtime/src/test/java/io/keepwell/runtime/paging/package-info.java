@NullMarked
package io.keepwell.runtime.paging;

import org.jspecify.annotations.NullMarked;
