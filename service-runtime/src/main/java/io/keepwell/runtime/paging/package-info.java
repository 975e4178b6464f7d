/** Lists that are read page by page. */
@NullMarked
package io.keepwell.runtime.paging;

import org.jspecify.annotations.NullMarked;
