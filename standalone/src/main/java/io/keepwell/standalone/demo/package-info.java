/** The demonstration: a portfolio is told to a deployment, and what came of it is shown. */
@NullMarked
package io.keepwell.standalone.demo;

import org.jspecify.annotations.NullMarked;
