/** What it means to put other policies in force. */
@NullMarked
package io.keepwell.scoring.application.policy;

import org.jspecify.annotations.NullMarked;
