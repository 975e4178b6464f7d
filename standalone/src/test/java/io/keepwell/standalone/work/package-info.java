@NullMarked
package io.keepwell.standalone.work;

import org.jspecify.annotations.NullMarked;
