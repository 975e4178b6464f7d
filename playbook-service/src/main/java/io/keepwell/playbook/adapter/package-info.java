/** The edges of the service, and what it takes from its surroundings. */
@NullMarked
package io.keepwell.playbook.adapter;

import org.jspecify.annotations.NullMarked;
