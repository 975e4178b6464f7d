@NullMarked
package io.keepwell.standalone.client;

import org.jspecify.annotations.NullMarked;
