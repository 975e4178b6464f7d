/** What other policies would make of all accounts, worked out without touching any. */
@NullMarked
package io.keepwell.scoring.application.plan;

import org.jspecify.annotations.NullMarked;
