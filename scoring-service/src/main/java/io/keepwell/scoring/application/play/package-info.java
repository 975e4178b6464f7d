/** What plays did: their runs, and health and revenue around them (requirement H13). */
@NullMarked
package io.keepwell.scoring.application.play;

import org.jspecify.annotations.NullMarked;
