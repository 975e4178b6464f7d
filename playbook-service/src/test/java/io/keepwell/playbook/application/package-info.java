@NullMarked
package io.keepwell.playbook.application;

import org.jspecify.annotations.NullMarked;
