@NullMarked
package io.keepwell.standalone.demo;

import org.jspecify.annotations.NullMarked;
