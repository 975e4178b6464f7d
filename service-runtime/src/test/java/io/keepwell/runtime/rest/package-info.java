@NullMarked
package io.keepwell.runtime.rest;

import org.jspecify.annotations.NullMarked;
