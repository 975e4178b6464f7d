/** Plays and tasks over HTTP. */
@NullMarked
package io.keepwell.playbook.adapter.rest;

import org.jspecify.annotations.NullMarked;
