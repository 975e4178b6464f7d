/** The fold of the scoring service under faults, held against a ledger and an oracle. */
@NullMarked
package io.keepwell.systemtests.fold;

import org.jspecify.annotations.NullMarked;
