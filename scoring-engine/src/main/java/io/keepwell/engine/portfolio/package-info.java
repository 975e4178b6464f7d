/** What a portfolio of accounts is made of, and the formulas over it. */
@NullMarked
package io.keepwell.engine.portfolio;

import org.jspecify.annotations.NullMarked;
