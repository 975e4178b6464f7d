@NullMarked
package io.keepwell.playbook;

import org.jspecify.annotations.NullMarked;
