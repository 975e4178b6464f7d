@NullMarked
package io.keepwell.playbook.domain;

import org.jspecify.annotations.NullMarked;
