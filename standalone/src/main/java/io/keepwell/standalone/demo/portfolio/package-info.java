/** Five hundred customers that do not exist, and what each of them did, day by day. */
@NullMarked
package io.keepwell.standalone.demo.portfolio;

import org.jspecify.annotations.NullMarked;
