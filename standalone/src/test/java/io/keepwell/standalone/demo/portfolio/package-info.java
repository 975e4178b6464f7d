@NullMarked
package io.keepwell.standalone.demo.portfolio;

import org.jspecify.annotations.NullMarked;
