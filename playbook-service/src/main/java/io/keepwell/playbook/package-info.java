/** The playbook service: starts plays, hands out their tasks, and answers for them. */
@NullMarked
package io.keepwell.playbook;

import org.jspecify.annotations.NullMarked;
