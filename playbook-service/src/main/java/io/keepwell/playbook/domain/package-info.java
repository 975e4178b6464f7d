/** When a play starts and ends, whose its tasks are and when they are due; plain rules. */
@NullMarked
package io.keepwell.playbook.domain;

import org.jspecify.annotations.NullMarked;
