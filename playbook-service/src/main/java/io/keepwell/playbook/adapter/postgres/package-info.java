/** Keeps plays, tasks and standings. */
@NullMarked
package io.keepwell.playbook.adapter.postgres;

import org.jspecify.annotations.NullMarked;
