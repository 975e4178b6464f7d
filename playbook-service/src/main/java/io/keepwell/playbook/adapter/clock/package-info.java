/** What happens because time passes. */
@NullMarked
package io.keepwell.playbook.adapter.clock;

import org.jspecify.annotations.NullMarked;
