@NullMarked
package io.keepwell.playbook.adapter.rest;

import org.jspecify.annotations.NullMarked;
