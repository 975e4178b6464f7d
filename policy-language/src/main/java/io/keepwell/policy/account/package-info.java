/** The classes and stages by which accounts differ, and which card judges whom. */
@NullMarked
package io.keepwell.policy.account;

import org.jspecify.annotations.NullMarked;
