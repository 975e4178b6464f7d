/** What is asked of plays and tasks, and what is answered. */
@NullMarked
package io.keepwell.playbook.application.reading;

import org.jspecify.annotations.NullMarked;
