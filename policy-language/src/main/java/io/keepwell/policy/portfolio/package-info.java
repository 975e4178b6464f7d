/** What a company aims at with all its accounts, and how many of them one manager is to have. */
@NullMarked
package io.keepwell.policy.portfolio;

import org.jspecify.annotations.NullMarked;
